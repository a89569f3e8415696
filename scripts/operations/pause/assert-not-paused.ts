import { GetFunctionConcurrencyCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { environmentArguments } from '../environment-arguments.ts';

/** @throws {Error} when the function has no concurrency, so that nothing that is sent to it would run */
export async function assertNotPaused(
  lambda: LambdaClient,
  functionName: string,
  place: Parameters<typeof environmentArguments>[0],
): Promise<void> {
  const { ReservedConcurrentExecutions: concurrency } = await lambda.send(
    new GetFunctionConcurrencyCommand({ FunctionName: functionName }),
  );
  if (concurrency !== 0) return;
  const resume = `npm run resume -- ${environmentArguments(place)}`;
  throw new Error(`${functionName} is paused, so that it would process nothing. First: ${resume}`);
}
