import { GetFunctionConcurrencyCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** @throws {Error} when the function has no concurrency, so that nothing that is sent to it would run */
export async function assertNotPaused(lambda: LambdaClient, functionName: string, env: string): Promise<void> {
  const { ReservedConcurrentExecutions: concurrency } = await lambda.send(
    new GetFunctionConcurrencyCommand({ FunctionName: functionName }),
  );
  if (concurrency !== 0) return;
  throw new Error(`${functionName} is paused, so that it would process nothing. First: npm run resume -- --env ${env}`);
}
