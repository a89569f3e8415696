import type { Input } from './list-inputs.ts';
import type { UnreportedOutcome } from './local-outcome.ts';

/**
 * Returns the outcomes of inputs of which the function was not notified.
 *
 * @param reported the keys that have an outcome
 * @param isFiltered whether the bucket notifies the function of some keys, so that its filters left these out
 */
export function notNotified(
  inputs: readonly Input[],
  reported: ReadonlySet<string>,
  { bucket, isFiltered }: { bucket: string; isFiltered: boolean },
): UnreportedOutcome[] {
  const reason = isFiltered
    ? `The notifications of ${bucket} leave this key out: see keyFilters in infra/environments.ts.`
    : `${bucket} notifies no function of uploads: see infra/pipeline-stack.ts.`;
  const result = isFiltered ? 'skipped' : 'failed';
  return inputs
    .filter(({ key }) => !reported.has(key))
    .map(({ key }) => ({ bucket, key, result, code: 'not-notified', reason, ms: 0 }));
}
