import { EncodedKey } from './encoded-key.ts';
import { Failure } from './errors.ts';
import { escapeControlCharacters } from './escape-control-characters.ts';
import { type LogKeys, plainKeys } from './log-keys/log-keys.ts';
import { malformedEvent } from './malformed-event.ts';
import * as z from './zod.ts';

/** The object whose key an event asks to reconcile. What happened to the object is not taken from the event. */
export interface ObjectReference {
  bucket: string;
  /** Decoded: the object's own key. */
  key: string;
}

const ownTrigger =
  "Remove that trigger from the function: let the bucket notify it, or EventBridge (sourceBucket: { existing: …, trigger: 'eventbridge' }).";

/** S3 sends this once when the notification is set up. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const TestEvent = z.object({ Service: z.literal('Amazon S3'), Event: z.literal('s3:TestEvent') });

/**
 * S3's event in EventBridge (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html). That page does not say that the key
 * is not encoded. A sample of AWS found so, with keys such as `%2B%20%%%.png`:
 * https://github.com/aws-solutions-library-samples/guidance-for-medialake-on-aws/pull/21
 */
const EventBridgeEvent = z.object({
  source: z.literal('aws.s3'),
  detail: z.object({
    bucket: z.object({ name: z.string().check(z.minLength(1)) }),
    object: z.object({ key: z.string().check(z.minLength(1)) }),
  }),
});

/** Events that reach a function by mistake: the shape, the name and the remedy of each. */
const foreignEvents: ReadonlyArray<readonly [shape: z.ZodMiniType, name: string, remedy: string]> = [
  [recordOf({ EventSource: z.literal('aws:sns') }), 'an event of S3 that is wrapped by SNS', ownTrigger],
  [recordOf({ eventSource: z.literal('aws:sqs') }), 'an event of S3 that is wrapped by SQS', ownTrigger],
  [
    z.object({ Type: z.literal('Notification'), TopicArn: z.string() }),
    'an event of S3 that is wrapped by SNS',
    ownTrigger,
  ],
  [
    z.object({ 'detail-type': z.literal('AWS API Call via CloudTrail') }),
    'an event of CloudTrail in EventBridge',
    "Make the rule match S3's own events: those whose detail-type is Object Created or Object Deleted.",
  ],
  [z.object({ 'detail-type': z.string(), source: z.string() }), 'an event of EventBridge, but not one of S3', ''],
];

const Records = z.object({ Records: z.array(z.unknown()).check(z.minLength(1, 'expected at least one record')) });

/**
 * The part of an S3 notification's record that is used. Within 2.x S3 only adds fields, and removals have neither `size` nor
 * `eTag`. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
const NotificationRecord = z.object({
  eventVersion: z.string().check(z.regex(/^2\.\d+$/, 'expected version 2.x')),
  eventSource: z.literal('aws:s3'),
  s3: z.object({
    bucket: z.object({ name: z.string().check(z.minLength(1)) }),
    object: z.object({ key: EncodedKey }),
  }),
});

/**
 * Returns the objects that an event is about. For a record that cannot be read it returns a failure instead, so that the others are
 * still tried. An S3 test event is about no object.
 *
 * @param keys how the messages of failures quote the event
 * @throws {Failure} when it is not an S3 event, or has no records (`malformed-event`)
 */
export function readEvent(
  event: unknown,
  { quote }: Pick<LogKeys, 'quote'> = plainKeys,
): Array<ObjectReference | Failure> {
  if (TestEvent.safeParse(event).success) return [];

  const notification = Records.safeParse(event, { reportInput: true });
  if (!notification.success) {
    const { data } = EventBridgeEvent.safeParse(event);
    if (!data) throw foreign(event) ?? malformedEvent('an S3 event', event, notification.error, quote);
    return [{ bucket: data.detail.bucket.name, key: data.detail.object.key }];
  }

  return notification.data.Records.map((record) => {
    const { data, error } = NotificationRecord.safeParse(record, { reportInput: true });
    if (error) return foreign({ Records: [record] }) ?? malformedEvent('an S3 record', record, error, quote);
    return { bucket: data.s3.bucket.name, key: data.s3.object.key };
  });
}

function recordOf(shape: z.core.$ZodShape) {
  return z.object({ Records: z.tuple([z.object(shape)]) });
}

/** Returns the failure of an event that is known, but not by this function; undefined for any other. */
function foreign(event: unknown): Failure | undefined {
  const found = foreignEvents.find(([shape]) => shape.safeParse(event).success);
  if (!found) return undefined;
  const [, name, remedy] = found;
  return new Failure(
    'malformed-event',
    escapeControlCharacters(`Expected an event of S3, not ${name}. ${remedy}`.trim()),
  );
}
