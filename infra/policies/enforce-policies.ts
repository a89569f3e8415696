import { Annotations, type App, TerraformStack } from '../terraform.ts';
import { checkable } from './checkable.ts';
import { emittedBy } from './emitted.ts';
import { encryptedBuckets } from './encrypted-buckets.ts';
import { encryptedQueues } from './encrypted-queues.ts';
import { encryptedTopics } from './encrypted-topics.ts';
import { exclusiveRolePolicies } from './exclusive-role-policies.ts';
import { knownPrincipals } from './known-principals.ts';
import { logRetention } from './log-retention.ts';
import { namesWithinLimits } from './names-within-limits.ts';
import type { Policy } from './policy.ts';
import { policySizes } from './policy-sizes.ts';
import { privateBuckets } from './private-buckets.ts';
import { privateDelivery } from './private-delivery.ts';
import { readingOnly } from './reading-only.ts';
import { reasonedWildcards } from './reasoned-wildcards.ts';
import { tlsOnlyBuckets } from './tls-only-buckets.ts';

/** The rules that everything deployed must follow. */
export const policies: readonly Policy[] = [
  checkable,
  privateBuckets,
  encryptedBuckets,
  tlsOnlyBuckets,
  readingOnly,
  privateDelivery,
  reasonedWildcards,
  knownPrincipals,
  logRetention,
  encryptedQueues,
  encryptedTopics,
  namesWithinLimits,
  exclusiveRolePolicies,
  policySizes,
];

/** Checks every stack against every policy. A violation fails the synth, which names it and says what to do. */
export function enforcePolicies(app: App): void {
  for (const stack of app.node.findAll().filter(TerraformStack.isStack)) {
    // A validation instead of an Aspect: another Aspect could still change the stack, and cdktf validates after all of them.
    stack.node.addValidation({
      validate: () => {
        checkStack(stack);
        return [];
      },
    });
  }
}

function checkStack(stack: TerraformStack): void {
  const blocks = emittedBy(stack);
  for (const block of blocks) {
    const prefix = block.construct === stack ? `${block.address}: ` : '';
    for (const policy of policies) {
      const violation = policy(block, blocks);
      if (violation !== undefined) Annotations.of(block.construct).addError(`${prefix}${violation}`);
    }
  }
}
