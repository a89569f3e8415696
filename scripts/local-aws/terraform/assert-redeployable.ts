import { isDeepStrictEqual } from 'node:util';
import type { DeployedStack } from './deployed-stack.ts';
import type { Stack } from './stack.ts';

/**
 * Returns the next synthesis of a stack that runs.
 *
 * @throws {Error} when it differs in something that is set up once, at the start
 */
export function assertRedeployable(current: DeployedStack, next: DeployedStack): DeployedStack {
  const [before, after] = [fixedParts(current.stack), fixedParts(next.stack)];
  const changed = Object.entries(after).filter(
    ([part, value]) => !isDeepStrictEqual(value, before[part as keyof typeof before]),
  );
  if (changed.length === 0) return next;
  const parts = changed.map(([part]) => part).join(', ');
  throw new Error(`The stack differs in its ${parts}, which takes a restart of the local AWS.`);
}

function fixedParts({ directory, cors, encryptions, kmsKeys, rolePolicies, permissions, ...rest }: Stack) {
  const { notifications, eventBridgeBuckets, eventRules, eventTargets, functions, ...fixed } = rest;
  return {
    ...fixed,
    functions: functions.map((it) => ({
      name: it.function_name,
      role: it.role,
      logGroup: it.logging_config.log_group,
      concurrency: it.reserved_concurrent_executions,
    })),
  };
}
