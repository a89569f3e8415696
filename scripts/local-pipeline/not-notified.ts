import type { Input } from './inputs.ts';
import type { LocalFailure } from './local-outcome.ts';

/** The outcomes of inputs that the function never heard of, because the stack's filters leave their keys out. */
export function notNotified(inputs: readonly Input[], heardOf: ReadonlySet<string>, bucket: string): LocalFailure[] {
  const reason = `No notification of ${bucket} is for this key: see the filters in infra/environments.ts.`;
  return inputs
    .filter(({ key }) => !heardOf.has(key))
    .map(({ key }) => ({ bucket, key, result: 'failed', code: 'not-notified', reason, ms: 0 }));
}
