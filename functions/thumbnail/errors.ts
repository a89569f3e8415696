/** Why an object can never become a thumbnail. Stable: programs and alarms match on these. */
export const rejectionCodes = [
  'corrupt-image',
  'empty-object',
  'image-too-complex',
  'image-too-large',
  'key-too-long',
  'object-too-large',
  'unsupported-format',
] as const;
export type RejectionCode = (typeof rejectionCodes)[number];

/** What prevented a thumbnail from being made. Stable: programs and alarms match on these. */
export const failureCodes = [
  'access-denied',
  'archived-object',
  'malformed-event',
  'out-of-memory',
  'out-of-time',
  'source-keeps-changing',
  'storage-unavailable',
  'unexpected',
] as const;
export type FailureCode = (typeof failureCodes)[number];

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
