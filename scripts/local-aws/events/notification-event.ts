import { encodeKey } from '../s3/encode-key.ts';
import type { ObjectChange } from '../s3/store/object-change.ts';

/**
 * Returns the event that S3 sends to a function about a change.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function notificationEvent(change: ObjectChange, { region, accountId }: { region: string; accountId: string }) {
  const { bucket, key, eventName, size, etag, sequencer, time } = change;
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: region,
        eventTime: time,
        eventName,
        userIdentity: { principalId: accountId },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: {},
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'local',
          bucket: { name: bucket, ownerIdentity: { principalId: accountId }, arn: `arn:aws:s3:::${bucket}` },
          object: { key: encodeKey(key), size, eTag: etag, sequencer },
        },
      },
    ],
  };
}
