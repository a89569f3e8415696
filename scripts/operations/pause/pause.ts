import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { type PauseRecord, readPauseRecord, removePauseRecord, writePauseRecord } from './pause-record.ts';

/** The state of a function before it was paused or resumed. */
export interface PauseState {
  isPaused: boolean;
  /** Undefined unless `npm run pause` paused it. */
  record: PauseRecord | undefined;
}

type Concurrency = number | 'unreserved';

/**
 * Sets the concurrency of a function to 0, and records who did it and why. It changes nothing when the function is paused already.
 *
 * @returns the state before
 */
export async function pause(
  lambda: LambdaClient,
  functionName: string,
  { by, reason, at }: { by: string; reason: string; at: Date },
): Promise<PauseState> {
  const { arn, concurrency, ...state } = await readState(lambda, functionName);
  if (state.isPaused) return state;
  const record = { by, reason, at: at.toISOString(), concurrency: String(concurrency) };
  // Before the pause, so that none is without a reason.
  await writePauseRecord(lambda, arn, record);
  await reserve(lambda, functionName, 0);
  return state;
}

/**
 * Gives a paused function the concurrency that it had before. It changes nothing when the function is not paused.
 *
 * @param configured the concurrency that the settings ask for, for a pause without a record
 * @returns the state before, and the concurrency now
 */
export async function resume(
  lambda: LambdaClient,
  functionName: string,
  configured: Concurrency,
): Promise<PauseState & { concurrency: Concurrency }> {
  const { arn, concurrency, isPaused, record } = await readState(lambda, functionName);
  const next = isPaused ? concurrencyBefore(record, configured) : concurrency;
  if (isPaused) await reserve(lambda, functionName, next);
  // Afterwards, so that the concurrency is not forgotten if the call fails.
  if (record) await removePauseRecord(lambda, arn);
  return { isPaused, record, concurrency: next };
}

async function readState(
  lambda: LambdaClient,
  functionName: string,
): Promise<PauseState & { arn: string; concurrency: Concurrency }> {
  const { FunctionArn: arn = '' } = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: functionName }),
  );
  const { ReservedConcurrentExecutions: concurrency = 'unreserved' } = await lambda.send(
    new GetFunctionConcurrencyCommand({ FunctionName: functionName }),
  );
  return { arn, concurrency, isPaused: concurrency === 0, record: await readPauseRecord(lambda, arn) };
}

function concurrencyBefore(record: PauseRecord | undefined, configured: Concurrency): Concurrency {
  if (record?.concurrency === 'unreserved') return 'unreserved';
  const before = Number(record?.concurrency);
  return Number.isInteger(before) && before > 0 ? before : configured;
}

async function reserve(lambda: LambdaClient, FunctionName: string, concurrency: Concurrency): Promise<void> {
  if (concurrency === 'unreserved') await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
  else {
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: concurrency }));
  }
}
