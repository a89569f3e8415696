import type { BatchInvocation } from './batch-invocation.ts';
import type { Outcome } from './contract/outcome.ts';
import type { Deadline } from './deadline.ts';
import { type OutcomePorts, outcomeOf } from './outcome-of.ts';

interface TaskResult {
  taskId: string;
  resultCode: 'Succeeded' | 'TemporaryFailure' | 'PermanentFailure';
  /** The report of the job shows it: at most 1,024 characters. */
  resultString: string;
}

/** The answer that S3 Batch Operations expects from the function. */
export interface BatchResults {
  invocationSchemaVersion: BatchInvocation['version'];
  treatMissingKeysAs: 'TemporaryFailure';
  invocationId: string;
  results: TaskResult[];
}

const maxResultCharacters = 1024;

/** Reconciles the object of each task, and returns the results that S3 Batch Operations expects. It tries a temporary failure again. */
export function processBatchTasks(ports: OutcomePorts) {
  const reconcileTask = outcomeOf(ports);
  return async function resultsOf(invocation: BatchInvocation, deadline: Deadline): Promise<BatchResults> {
    const { version, invocationId, tasks } = invocation;
    const results: TaskResult[] = [];
    for (const { taskId, reference } of tasks) {
      results.push({ taskId, ...resultOf(await reconcileTask(reference, deadline)) });
    }
    return { invocationSchemaVersion: version, treatMissingKeysAs: 'TemporaryFailure', invocationId, results };
  };
}

function resultOf(outcome: Outcome): Pick<TaskResult, 'resultCode' | 'resultString'> {
  const { result } = outcome;
  if (result !== 'rejected' && result !== 'failed') return { resultCode: 'Succeeded', resultString: result };
  const text = `${result}: ${outcome.code}: ${outcome.reason}`;
  // A retry helps neither a rejected image nor a malformed task. The job's report lists both.
  const isPermanent = result === 'rejected' || outcome.code === 'malformed-event';
  return {
    resultCode: isPermanent ? 'PermanentFailure' : 'TemporaryFailure',
    resultString: text.length <= maxResultCharacters ? text : `${text.slice(0, maxResultCharacters - 1)}…`,
  };
}
