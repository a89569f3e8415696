/** The error codes of CloudFront, which all have status 403. Only AWS knows its others. */
const messages = {
  AccessDenied: 'Access denied',
  InvalidKey: 'Unknown Key',
  MalformedPolicy: 'Malformed Policy',
  MissingKey: 'Missing Key-Pair-Id query parameter or cookie value',
} as const;

/** A refusal of CloudFront itself, which tells the viewer no reason. */
export class CloudFrontError extends Error {
  override readonly name = 'CloudFrontError';
  readonly code: keyof typeof messages;
  /** For the developer. */
  readonly reason: string;

  constructor(code: keyof typeof messages, reason: string) {
    super(messages[code]);
    this.code = code;
    this.reason = reason;
  }
}
