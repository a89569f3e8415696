import type { ResourceChange } from './resource-change.ts';
import { isEmpty, unknown, valueAt } from './values.ts';

const concurrency = 'reserved_concurrent_executions';

/** The attributes of a function that `npm run pause` changes. */
const pausedAttributes = [concurrency, 'tags', 'tags_all'];

/** Whether a plan changes resources, and each change only lifts a pause that `npm run pause` began. */
export function onlyLiftsPause(changes: readonly ResourceChange[]): boolean {
  const changed = changes.filter(({ action }) => action !== 'keep');
  return changed.length > 0 && changed.every(isLiftedPause);
}

function isLiftedPause({ type, action, before, after }: ResourceChange): boolean {
  if (type !== 'aws_lambda_function' || action !== 'update' || !before || !after) return false;
  if (valueAt(before, concurrency) !== 0 || isEmpty(valueAt(before, 'tags_all.paused:reason'))) return false;
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].every(
    (name) => pausedAttributes.includes(name) || isSame(before[name] ?? null, after[name] ?? null),
  );
}

function isSame(one: unknown, other: unknown): boolean {
  if (other === unknown) return false;
  return JSON.stringify(one) === JSON.stringify(other);
}
