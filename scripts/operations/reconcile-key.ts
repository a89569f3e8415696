import { InvokeCommand, type LambdaClient, TooManyRequestsException } from '@aws-sdk/client-lambda';
import * as z from 'zod';

/** The outcome of one source key. */
export const KeyOutcome = z.object({
  key: z.string(),
  result: z.enum(['created', 'removed', 'skipped', 'rejected', 'failed']),
  code: z.string().optional(),
  reason: z.string().optional(),
});
export type KeyOutcome = z.infer<typeof KeyOutcome>;

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
const FunctionError = z.object({ errorType: z.string().default('unknown'), errorMessage: z.string().default('') });

/**
 * Lets the function reconcile one key, and waits for the outcome. It is a synchronous invocation: nobody retries a failure, and no dead
 * letter comes of it.
 *
 * @throws {Error} when Lambda refuses the call, for another reason than that too many run
 */
export async function reconcileKey(
  lambda: LambdaClient,
  { functionName, bucket, key }: { functionName: string; bucket: string; key: string },
): Promise<KeyOutcome> {
  const command = new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(eventFor(bucket, key)) });
  try {
    const { FunctionError: error, Payload } = await lambda.send(command);
    const answer: unknown = JSON.parse(Payload?.transformToString() ?? 'null');
    if (error === undefined) return z.tuple([KeyOutcome]).parse(answer)[0];
    const { errorType, errorMessage } = FunctionError.parse(answer);
    return { key, result: 'failed', code: errorType, reason: errorMessage };
  } catch (error) {
    if (!(error instanceof TooManyRequestsException)) throw error;
    return { key, result: 'failed', code: 'throttled', reason: `Lambda runs no more at a time: ${error.message}` };
  }
}

/** Returns an event in the form of S3's notifications, which is what the function always accepts. */
function eventFor(bucket: string, key: string): object {
  const s3 = { bucket: { name: bucket }, object: { key: encodeURIComponent(key).replaceAll('%20', '+') } };
  return { Records: [{ eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'Reconcile', s3 }] };
}
