import type { Refusal } from './versions.ts';

/** How many items are under a prefix, or were deleted there. */
export interface Counts {
  sourceVersions: number;
  sourceMarkers: number;
  unfinishedUploads: number;
  /** Versions and markers of thumbnails and results. */
  processed: number;
}

/** The progress of an erasure. It is up to date at any moment, so that every end of the erasure can write a receipt. */
export interface Erasure {
  erased: Counts;
  /** The number of dead letters that were deleted. */
  deadLetters: number;
  /** The name of another function for each of its dead letters that names an erased key. These letters are kept. */
  foreignLetters: string[];
  /** Versions that S3 refused to delete. */
  refused: Refusal[];
  /** The items in both buckets when they were listed again. Undefined until then. */
  left: Counts | undefined;
  /** The id of the invalidation of CloudFront, if there is one. */
  invalidation: string | undefined;
}

/** Returns counts of nothing. */
export function noCounts(): Counts {
  return { sourceVersions: 0, sourceMarkers: 0, unfinishedUploads: 0, processed: 0 };
}

/** Returns an erasure that has not begun. */
export function newErasure(): Erasure {
  return {
    erased: noCounts(),
    deadLetters: 0,
    foreignLetters: [],
    refused: [],
    left: undefined,
    invalidation: undefined,
  };
}

/** Whether all counts are 0. */
export function isNothing(counts: Counts): boolean {
  return Object.values(counts).every((count) => count === 0);
}

/** Whether both buckets were listed again and are empty under the prefix, and no dead letter that names such a key was kept. */
export function isComplete({ left, refused, foreignLetters }: Erasure): boolean {
  return left !== undefined && isNothing(left) && refused.length === 0 && foreignLetters.length === 0;
}
