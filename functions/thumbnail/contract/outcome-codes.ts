/** Why an object can never become a thumbnail. Stable: programs and alarms match on these. */
export const rejectionCodes = [
  'corrupt-image',
  'empty-object',
  'format-disabled',
  'image-too-complex',
  'image-too-large',
  'key-too-long',
  'object-too-large',
  'undecryptable-object',
  'unsupported-format',
  'unusable-key',
] as const;

/** Why a thumbnail was not made, although it may be made later. Stable: programs and alarms match on these. */
export const failureCodes = [
  'access-denied',
  'archived-object',
  'log-key-unusable',
  'malformed-event',
  'out-of-memory',
  'out-of-time',
  'source-keeps-changing',
  'storage-unavailable',
  'unexpected',
] as const;
