import type { PoliciesOf } from '../authorize.ts';
import { policiesByRole } from './policies-by-role.ts';
import { readStack, type Stack } from './stack.ts';
import { validateStack } from './validate-stack.ts';

/** A stack, and the policies of its roles. */
export interface DeployedStack {
  stack: Stack;
  policiesOf: PoliciesOf;
}

/**
 * Reads the stack in a directory.
 *
 * @throws {Error} when the local AWS does not know a part of it, or AWS would refuse it
 */
export async function readDeployedStack(
  directory: string,
  place: { accountId: string; endpoint: string },
): Promise<DeployedStack> {
  const stack = await readStack(directory, place);
  const policiesOf = policiesByRole(stack);
  const refusals = validateStack(stack, policiesOf);
  if (refusals.length > 0) throw new Error(`AWS would refuse this stack.\n- ${refusals.join('\n- ')}`);
  return { stack, policiesOf };
}
