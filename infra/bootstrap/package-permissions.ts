import { partitionOf } from '../partition-of.ts';
import type { Settings } from '../settings.ts';
import type { Statement } from '../statement.ts';

/** Allows reading the zip that an environment deploys, if it is in a bucket: Lambda reads it with the permissions of the caller. */
export function readPackage({ functionPackage, region }: Settings): Statement[] {
  if (!functionPackage) return [];
  const { bucket, key } = functionPackage;
  const resources = [`arn:${partitionOf(region)}:s3:::${bucket}/${key}`];
  return [{ sid: 'ReadPackage', actions: ['s3:GetObject', 's3:GetObjectVersion'], resources }];
}
