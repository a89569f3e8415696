import { createPublicKey, type KeyObject } from 'node:crypto';
import { isAllowed } from '../../policies/is-allowed.ts';
import { appliesToPrincipal, ResourcePolicy } from '../../policies/resource-policy.ts';
import type { ResponseHeadersPolicy } from '../terraform/delivery-resources.ts';
import type { Stack } from '../terraform/stack.ts';

/** A distribution of a stack: the objects that it serves, and who may read them. */
export interface Distribution {
  bucket: string;
  headersPolicy: ResponseHeadersPolicy | undefined;
  /** The keys that signatures are verified with, by their IDs. Undefined if no request needs a signature. */
  keys: ReadonlyMap<string, KeyObject> | undefined;
  /** Whether the policy of the bucket lets the distribution do an IAM action on an ARN. */
  authorize: (action: string, resource: string) => boolean;
}

const principal = 'cloudfront.amazonaws.com';

/**
 * Returns the distributions of a stack.
 *
 * @throws {Error} when the origin of one is no bucket of the stack, or when it names something that the stack does not contain
 */
export function distributionsOf(stack: Stack): Distribution[] {
  return stack.distributions.map(({ arn, origin, default_cache_behavior: behaviour }) => {
    const { bucket } = find(
      stack.buckets,
      (it) => it.bucket_regional_domain_name === origin.domain_name,
      origin.domain_name,
    );
    find(
      stack.originAccessControls,
      ({ id }) => id === origin.origin_access_control_id,
      origin.origin_access_control_id,
    );
    const { response_headers_policy_id: policyId, trusted_key_groups: groups } = behaviour;
    return {
      bucket,
      headersPolicy:
        policyId === undefined ? undefined : find(stack.responseHeadersPolicies, ({ id }) => id === policyId, policyId),
      keys: groups.length === 0 ? undefined : new Map(groups.flatMap((group) => keysOf(stack, group))),
      authorize: authorizeBy(stack, bucket, arn),
    };
  });
}

function keysOf({ keyGroups, publicKeys }: Stack, group: string): Array<[string, KeyObject]> {
  return find(keyGroups, ({ id }) => id === group, group).items.map((item) => {
    const { encoded_key } = find(publicKeys, ({ id }) => id === item, item);
    return [item, createPublicKey(encoded_key)];
  });
}

function authorizeBy({ bucketPolicies }: Stack, bucket: string, arn: string): Distribution['authorize'] {
  const policies = bucketPolicies
    .filter((it) => it.bucket === bucket)
    .map(({ policy }) => ResourcePolicy.parse(JSON.parse(policy)).filter((it) => appliesToPrincipal(it, principal)));
  // CloudFront reads from S3 by HTTPS.
  const context = { 'aws:SourceArn': arn, 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3' };
  return (action, resource) => isAllowed(policies, { action, resource, context });
}

function find<Item>(items: readonly Item[], is: (item: Item) => boolean, name: string): Item {
  const found = items.find(is);
  if (found) return found;
  throw new Error(`A distribution names ${name}, which the stack does not contain.`);
}
