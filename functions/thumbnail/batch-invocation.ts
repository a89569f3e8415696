import { EncodedKey } from './encoded-key.ts';
import { Failure } from './errors.ts';
import type { ObjectReference } from './events.ts';
import { type LogKeys, plainKeys } from './log-keys/log-keys.ts';
import { malformedEvent } from './malformed-event.ts';
import * as z from './zod.ts';

const versions = ['1.0', '2.0'] as const;

/** The argument by which a job asks the function to skip objects whose thumbnails are current. Only schema 2.0 has arguments. */
export const onlyIfStaleArgument = { onlyIfStale: 'true' };

/** An event with these fields is from S3 Batch Operations, even if the rest of it is malformed. */
const Recognizable = z.object({ invocationSchemaVersion: z.string(), tasks: z.unknown() });

const Invocation = z.object({
  invocationSchemaVersion: z.enum(versions),
  invocationId: z.string(),
  job: z.optional(z.object({ userArguments: z.nullish(z.object({ onlyIfStale: z.optional(z.unknown()) })) })),
  // The answer names each task by its ID, so a missing ID fails the invocation. Any other problem of a task fails only that task.
  tasks: z.array(z.looseObject({ taskId: z.string() })).check(z.minLength(1)),
});

const bucketOfArn = z.pipe(
  z.string().check(z.regex(/^arn:[\w-]+:s3:::./, 'expected the ARN of a bucket')),
  z.transform((arn) => arn.split(':::')[1] ?? arn),
);
const References = {
  '1.0': z.object({ s3Key: EncodedKey, s3BucketArn: bucketOfArn }),
  '2.0': z.object({ s3Key: EncodedKey, s3Bucket: z.string().check(z.minLength(1)) }),
};

export interface BatchTask {
  taskId: string;
  /** The object of the task, or a failure if the task cannot be read. */
  reference: ObjectReference | Failure;
}

export interface BatchInvocation {
  version: (typeof versions)[number];
  invocationId: string;
  /** Whether the job asks to skip objects whose thumbnails are current. */
  onlyIfStale: boolean;
  tasks: BatchTask[];
}

/**
 * Reads an invocation by S3 Batch Operations, and returns undefined for any other event. It ignores the version in a task: the function
 * makes thumbnails of the current object. https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html
 *
 * @param keys how the messages of failures quote the event
 * @throws {Failure} when the schema is neither 1.0 nor 2.0, or an ID that the answer must repeat is missing (`malformed-event`)
 */
export function readBatchInvocation(
  event: unknown,
  { quote }: Pick<LogKeys, 'quote'> = plainKeys,
): BatchInvocation | undefined {
  const recognized = Recognizable.safeParse(event).data;
  if (!recognized) return undefined;
  const given = recognized.invocationSchemaVersion;
  if (!versions.some((version) => version === given)) {
    const reason = `Expected a job of S3 Batch Operations in the schema 1.0 or 2.0, not ${quote(given)}.`;
    throw new Failure('malformed-event', reason);
  }
  const { data, error } = Invocation.safeParse(event, { reportInput: true });
  if (!data) throw malformedEvent('an invocation by S3 Batch Operations', event, error, quote);
  const { invocationSchemaVersion: version, invocationId, job, tasks } = data;
  return {
    version,
    invocationId,
    onlyIfStale: job?.userArguments?.onlyIfStale === onlyIfStaleArgument.onlyIfStale,
    tasks: tasks.map((task) => ({ taskId: task.taskId, reference: referenceOf(task, version, quote) })),
  };
}

function referenceOf(
  task: unknown,
  version: (typeof versions)[number],
  quote: LogKeys['quote'],
): ObjectReference | Failure {
  const { data, error } = References[version].safeParse(task, { reportInput: true });
  if (!data) return malformedEvent('a task of S3 Batch Operations', task, error, quote);
  return { bucket: 's3Bucket' in data ? data.s3Bucket : data.s3BucketArn, key: data.s3Key };
}
