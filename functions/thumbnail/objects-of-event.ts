import { decodeKey } from './decode-key.ts';
import type { ObjectReference } from './events.ts';
import * as z from './zod.ts';

const NotificationEvent = z.object({ Records: z.array(z.unknown()) });
const NotificationRecord = z.object({
  s3: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
});

const EventBridgeEvent = z.object({
  source: z.literal('aws.s3'),
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
});

/**
 * The objects that an event names, for a tool that shows events. Unlike the function it tolerates what is not an S3 event, and
 * records that cannot be read: they name no object.
 */
export function objectsOfEvent(event: unknown): ObjectReference[] {
  const { data } = EventBridgeEvent.safeParse(event);
  if (data) return [{ bucket: data.detail.bucket.name, key: data.detail.object.key }];
  const records = NotificationEvent.safeParse(event).data?.Records ?? [];
  return records.flatMap((record) => {
    const { data } = NotificationRecord.safeParse(record);
    return data ? [{ bucket: data.s3.bucket.name, key: decodedIfPossible(data.s3.object.key) }] : [];
  });
}

/** Returns a key that was never encoded, as in a handwritten event, unchanged. */
function decodedIfPossible(encoded: string): string {
  try {
    return decodeKey(encoded);
  } catch {
    return encoded;
  }
}
