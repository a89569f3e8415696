import type { Refusal } from './versions.ts';

/** The numbers of things that are under a prefix, or were deleted there. */
export interface Counts {
  sourceVersions: number;
  sourceMarkers: number;
  unfinishedUploads: number;
  /** Versions and markers of thumbnails and results. */
  processed: number;
}

/** The state of an erasure, at any moment of it: its receipt can be written however it ends. */
export interface Erasure {
  erased: Counts;
  /** The number of dead letters that were deleted. */
  deadLetters: number;
  /** The functions of other owners whose dead letters name such a key, and stay. */
  foreignLetters: string[];
  /** Versions that S3 refused to delete. */
  refused: Refusal[];
  /** What both buckets still had when they were listed again; undefined until then. */
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

/** Whether both buckets were listed again, and had nothing left, nor has the queue. */
export function isComplete({ left, refused, foreignLetters }: Erasure): boolean {
  return left !== undefined && isNothing(left) && refused.length === 0 && foreignLetters.length === 0;
}
