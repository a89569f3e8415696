import { Annotations, Aspects, type IConstruct } from '../terraform.ts';
import { encryptedBuckets } from './encrypted-buckets.ts';
import { encryptedQueues } from './encrypted-queues.ts';
import { encryptedTopics } from './encrypted-topics.ts';
import { logRetention } from './log-retention.ts';
import { namesWithinLimits } from './names-within-limits.ts';
import type { Policy } from './policy.ts';
import { privateBuckets } from './private-buckets.ts';
import { reasonedWildcards } from './reasoned-wildcards.ts';
import { tlsOnlyBuckets } from './tls-only-buckets.ts';

/** The rules that hold for everything that is deployed. */
export const policies: readonly Policy[] = [
  privateBuckets,
  encryptedBuckets,
  tlsOnlyBuckets,
  reasonedWildcards,
  logRetention,
  encryptedQueues,
  encryptedTopics,
  namesWithinLimits,
];

/** Holds everything within a construct to every policy: what breaks one fails the synth, which names it and what to do. */
export function enforcePolicies(scope: IConstruct): void {
  for (const policy of policies) {
    Aspects.of(scope).add({
      visit(construct) {
        const violation = policy(construct);
        if (violation !== undefined) Annotations.of(construct).addError(violation);
      },
    });
  }
}
