import type { Settings } from './settings.ts';

/** Returns the ARN of the KMS key of an encryption; undefined for SSE-S3, which leaves the choice of the key to each service. */
export function keyOf(encryption: Settings['encryption']): string | undefined {
  return encryption === 'SSE-S3' ? undefined : encryption;
}
