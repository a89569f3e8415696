/** Why an object can never become a thumbnail. Stable: programs and alarms match on these. */
export type RejectionCode =
  | 'corrupt-image'
  | 'empty-object'
  | 'image-too-complex'
  | 'image-too-large'
  | 'key-too-long'
  | 'object-too-large'
  | 'unsupported-format';

/** What got in the way of making a thumbnail. Stable: programs and alarms match on these. */
export type FailureCode =
  | 'access-denied'
  | 'archived-object'
  | 'malformed-event'
  | 'out-of-memory'
  | 'out-of-time'
  | 'source-keeps-changing'
  | 'storage-unavailable'
  | 'unexpected';

/** The object can never become a thumbnail, so trying again is of no use. It is reported once and stays where it is. */
export class Rejection extends Error {
  override readonly name = 'Rejection';
  readonly code: RejectionCode;

  constructor(code: RejectionCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The world got in the way, so trying again may help: Lambda retries, and then the dead-letter queue has the event. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The text of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
