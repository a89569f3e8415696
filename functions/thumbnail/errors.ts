import type { failureCodes, rejectionCodes } from './contract/outcome-codes.ts';

export type RejectionCode = (typeof rejectionCodes)[number];
export type FailureCode = (typeof failureCodes)[number];

/** The object can never become a thumbnail, so it is not retried. It is reported once, and stays where it is. */
export class Rejection extends Error {
  override readonly name = 'Rejection';
  readonly code: RejectionCode;

  constructor(code: RejectionCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A problem outside the object, so trying again may help: Lambda retries, and then the dead-letter queue keeps the event. */
export class Failure extends Error {
  /** The code, because Lambda reports an error by its name: as `errorType` in the dead-letter queue, for example. */
  override readonly name: FailureCode;
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = code;
    this.code = code;
  }
}

/** Returns the text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
