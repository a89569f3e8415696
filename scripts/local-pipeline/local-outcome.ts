import type { Outcome } from '../../functions/thumbnail/contract/outcome.ts';

/** The outcome of an input about which the function reported nothing. */
export interface UnreportedOutcome {
  bucket: string;
  key: string;
  result: 'skipped' | 'failed';
  /** One of this program's own, or the type of the error with which Lambda ended the function. */
  code: string;
  reason: string;
  ms: number;
}

/** The outcome of an input: as the function reported it, or in its place. */
export type LocalOutcome = Outcome | UnreportedOutcome;
