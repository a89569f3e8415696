import type { Emitted } from './emitted.ts';

/** Returns what is wrong with a block of a stack and how to fix it, or undefined. `all` are the blocks of the stack. */
export type Policy = (block: Emitted, all: readonly Emitted[]) => string | undefined;
