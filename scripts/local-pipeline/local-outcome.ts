import type { Outcome } from '../../functions/thumbnail/contract.ts';

/** The outcome of an object: the function's own, or a failure outside the function, whose code is Lambda's or this pipeline's. */
export type LocalOutcome = Outcome | LocalFailure;

export interface LocalFailure {
  bucket: string;
  key: string;
  result: 'failed';
  code: string;
  reason: string;
  ms: number;
}
