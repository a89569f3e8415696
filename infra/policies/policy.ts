import type { Emitted } from './emitted.ts';

/** A rule that holds for everything: gives what is wrong with a block, among all of its stack, and how to put it right; or nothing. */
export type Policy = (block: Emitted, all: readonly Emitted[]) => string | undefined;
