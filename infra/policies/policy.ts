import type { IConstruct } from '../terraform.ts';

/** A rule that holds for everything: gives what is wrong with a construct, and how to put it right; or nothing. */
export type Policy = (construct: IConstruct) => string | undefined;
