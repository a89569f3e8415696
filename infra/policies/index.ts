import { checkable } from './checkable.ts';
import { encryptedBuckets } from './encrypted-buckets.ts';
import { encryptedQueues } from './encrypted-queues.ts';
import { encryptedTopics } from './encrypted-topics.ts';
import { exclusiveRolePolicies } from './exclusive-role-policies.ts';
import { knownPrincipals } from './known-principals.ts';
import { logRetention } from './log-retention.ts';
import { namesWithinLimits } from './names-within-limits.ts';
import { policySizes } from './policy-sizes.ts';
import { privateBuckets } from './private-buckets.ts';
import { privateDelivery } from './private-delivery.ts';
import type { Policy } from './reading/policy.ts';
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
