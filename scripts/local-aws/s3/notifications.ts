import * as z from 'zod';
import type { Stack } from '../terraform/stack.ts';
import type { ObjectChange } from './object-store.ts';

type LambdaNotification = Stack['notifications'][number]['lambda_function'][number];

/** Whether S3 tells a function of a change. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html */
export function concerns(
  { events, filter_prefix, filter_suffix }: LambdaNotification,
  { key, eventName }: ObjectChange,
): boolean {
  const subscribed = events.some((event) =>
    event.endsWith('*') ? `s3:${eventName}`.startsWith(event.slice(0, -1)) : event === `s3:${eventName}`,
  );
  return subscribed && key.startsWith(filter_prefix) && key.endsWith(filter_suffix);
}

/** The event that S3 sends. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
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

/** As HTML forms are encoded, but for the slashes. */
function encodeKey(key: string): string {
  return encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
}

const NotificationEvent = z.object({
  Records: z.array(
    z.object({ s3: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }) }),
  ),
});

/** The objects that a notification event is about; none for an event of another kind. */
export function objectsOf(event: unknown): Array<{ bucket: string; key: string }> {
  const records = NotificationEvent.safeParse(event).data?.Records ?? [];
  return records.map(({ s3 }) => ({
    bucket: s3.bucket.name,
    key: decodeKey(s3.object.key),
  }));
}

/** What was never encoded, as in an event that somebody made up, is told as it is. */
function decodeKey(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return encoded;
  }
}
