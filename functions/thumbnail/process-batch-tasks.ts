import * as z from 'zod';
import type { Outcome } from './contract.ts';
import type { Deadline } from './deadline.ts';
import { EncodedKey } from './encoded-key.ts';
import { type OutcomePorts, outcomeOf } from './outcome-of.ts';

const task = { taskId: z.string(), s3Key: EncodedKey };

/**
 * An invocation of S3 Batch Operations. A task names a version too, but the function makes thumbnails of the object that is there now.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html
 */
export const BatchInvocation = z.discriminatedUnion('invocationSchemaVersion', [
  z.object({
    invocationSchemaVersion: z.literal('1.0'),
    invocationId: z.string(),
    tasks: z
      .array(z.object({ ...task, s3BucketArn: z.string().transform((arn) => arn.split(':::')[1] ?? arn) }))
      .min(1),
  }),
  z.object({
    invocationSchemaVersion: z.literal('2.0'),
    invocationId: z.string(),
    tasks: z.array(z.object({ ...task, s3Bucket: z.string() })).min(1),
  }),
]);
export type BatchInvocation = z.infer<typeof BatchInvocation>;

interface TaskResult {
  taskId: string;
  resultCode: 'Succeeded' | 'TemporaryFailure' | 'PermanentFailure';
  /** The report of the job shows it: at most 1,024 characters. */
  resultString: string;
}

/** The answer that S3 Batch Operations expects from the function. */
export interface BatchResults {
  invocationSchemaVersion: BatchInvocation['invocationSchemaVersion'];
  treatMissingKeysAs: 'TemporaryFailure';
  invocationId: string;
  results: TaskResult[];
}

const maxResultCharacters = 1024;

/** Reconciles the object of each task, and returns the results that S3 Batch Operations expects. It tries a temporary failure again. */
export function processBatchTasks(ports: OutcomePorts) {
  const reconcileTask = outcomeOf(ports);
  return async function resultsOf(invocation: BatchInvocation, deadline: Deadline): Promise<BatchResults> {
    const { invocationSchemaVersion, invocationId, tasks } = invocation;
    const results: TaskResult[] = [];
    for (const each of tasks) {
      const bucket = 's3Bucket' in each ? each.s3Bucket : each.s3BucketArn;
      const outcome = await reconcileTask({ bucket, key: each.s3Key }, deadline);
      results.push({ taskId: each.taskId, ...resultOf(outcome) });
    }
    return { invocationSchemaVersion, treatMissingKeysAs: 'TemporaryFailure', invocationId, results };
  };
}

function resultOf(outcome: Outcome): Pick<TaskResult, 'resultCode' | 'resultString'> {
  const { result } = outcome;
  if (result !== 'rejected' && result !== 'failed') return { resultCode: 'Succeeded', resultString: result };
  const text = `${result}: ${outcome.code}: ${outcome.reason}`;
  return {
    // Trying a rejected image again cannot help, but the report of a job is the place that lists it.
    resultCode: result === 'rejected' ? 'PermanentFailure' : 'TemporaryFailure',
    resultString: text.length <= maxResultCharacters ? text : `${text.slice(0, maxResultCharacters - 1)}…`,
  };
}
