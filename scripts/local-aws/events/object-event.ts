import { randomUUID } from 'node:crypto';
import type { ObjectChange } from '../s3/store/object-change.ts';

const reasons: Record<ObjectChange['eventName'], string> = {
  'ObjectCreated:Put': 'PutObject',
  'ObjectCreated:Post': 'POST Object',
  'ObjectCreated:Copy': 'CopyObject',
  'ObjectCreated:CompleteMultipartUpload': 'CompleteMultipartUpload',
  'ObjectRemoved:Delete': 'DeleteObject',
};

/**
 * Returns the event that S3 sends to EventBridge about a change. Unlike in a notification, the key is not encoded.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function objectEvent(change: ObjectChange, { region, accountId }: { region: string; accountId: string }) {
  const { bucket, key, eventName, size, etag, sequencer, time } = change;
  const isRemoval = eventName === 'ObjectRemoved:Delete';
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': isRemoval ? 'Object Deleted' : 'Object Created',
    source: 'aws.s3',
    account: accountId,
    time,
    region,
    resources: [`arn:aws:s3:::${bucket}`],
    detail: {
      version: '0',
      bucket: { name: bucket },
      object: { key, size, etag, sequencer },
      'request-id': randomUUID(),
      requester: accountId,
      'source-ip-address': '127.0.0.1',
      reason: reasons[eventName],
      ...(isRemoval ? { 'deletion-type': 'Permanently Deleted' } : {}),
    },
  };
}
