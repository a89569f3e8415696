import { Annotations, type App, TerraformStack } from '../terraform.ts';
import { checkable } from './checkable.ts';
import { emittedBy } from './emitted.ts';
import { encryptedBuckets } from './encrypted-buckets.ts';
import { encryptedQueues } from './encrypted-queues.ts';
import { encryptedTopics } from './encrypted-topics.ts';
import { knownPrincipals } from './known-principals.ts';
import { logRetention } from './log-retention.ts';
import { namesWithinLimits } from './names-within-limits.ts';
import type { Policy } from './policy.ts';
import { privateBuckets } from './private-buckets.ts';
import { reasonedWildcards } from './reasoned-wildcards.ts';
import { tlsOnlyBuckets } from './tls-only-buckets.ts';

/** The rules that hold for everything that is deployed. */
export const policies: readonly Policy[] = [
  checkable,
  privateBuckets,
  encryptedBuckets,
  tlsOnlyBuckets,
  reasonedWildcards,
  knownPrincipals,
  logRetention,
  encryptedQueues,
  encryptedTopics,
  namesWithinLimits,
];

/** Holds every stack to every policy: what breaks one fails the synth, which names it and what to do. */
export function enforcePolicies(app: App): void {
  for (const stack of app.node.findAll().filter(TerraformStack.isStack)) {
    // As a validation, since what an Aspect sees of the stack another may still change: cdktf validates when all have been there.
    stack.node.addValidation({
      validate: () => {
        judge(stack);
        return [];
      },
    });
  }
}

function judge(stack: TerraformStack): void {
  const blocks = emittedBy(stack);
  for (const block of blocks) {
    const place = block.construct === stack ? `${block.address}: ` : '';
    for (const policy of policies) {
      const violation = policy(block, blocks);
      if (violation !== undefined) Annotations.of(block.construct).addError(`${place}${violation}`);
    }
  }
}
