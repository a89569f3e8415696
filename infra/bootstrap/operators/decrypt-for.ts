import { encryptionOf } from '../../encryption-of.ts';
import { keysOf } from '../../keys-of.ts';
import type { Settings } from '../../settings.ts';
import type { Statement } from '../../statement.ts';

/** Allows decrypting the objects of some buckets through S3, and the dead letters through SQS. */
export function decryptFor(
  settings: Settings,
  buckets: ('sourceBucket' | 'processedBucket')[],
  sid: string,
): Statement[] {
  const former = buckets.includes('sourceBucket') ? settings.formerKeys : [];
  const encryptions = [settings.encryption, ...buckets.map((bucket) => encryptionOf(settings, bucket)), ...former];
  const resources = keysOf(encryptions);
  if (resources.length === 0) return [];
  const services = ['s3', 'sqs'].map((service) => `${service}.${settings.region}.amazonaws.com`);
  const condition = [{ test: 'StringEquals', variable: 'kms:ViaService', values: services }];
  return [{ sid, actions: ['kms:Decrypt'], resources, condition }];
}
