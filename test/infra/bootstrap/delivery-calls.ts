import type { Call } from './calls.ts';

const account = '123456789012';
/** CloudFront chooses all IDs, so that no ARN tells the environment. */
const arnOf = (type: string) => `arn:aws:cloudfront::${account}:${type}/E1ABCDEFGHIJKL`;

const distributionCalls = ['GetDistribution', 'UpdateDistribution', 'DeleteDistribution', 'ListTagsForResource'];

/** By resource type: the part of its name in the names of calls, and the type in its ARN, unless it has none for permissions. */
const types: Record<string, [name: string, type?: string]> = {
  aws_cloudfront_cache_policy: ['CachePolicy', 'cache-policy'],
  aws_cloudfront_key_group: ['KeyGroup'],
  aws_cloudfront_origin_access_control: ['OriginAccessControl', 'origin-access-control'],
  aws_cloudfront_public_key: ['PublicKey'],
  aws_cloudfront_response_headers_policy: ['ResponseHeadersPolicy', 'response-headers-policy'],
};

/** The types of resources that serve thumbnails. */
export const deliveryTypes = ['aws_cloudfront_distribution', ...Object.keys(types)];

/** Returns the calls that manage one type of resource that serves an environment's thumbnails. */
export function deliveryCalls(type: string, prefix: string): Call[] {
  if (type === 'aws_cloudfront_distribution') return distribution(prefix);
  const [name = '', arnType] = types[type] ?? [];
  const resource = arnType === undefined ? '*' : arnOf(arnType);
  return [
    { action: `cloudfront:Create${name}`, resource: '*' },
    ...['Get', 'Update', 'Delete'].map((verb) => ({ action: `cloudfront:${verb}${name}`, resource })),
  ];
}

/** It is created with its tags, which is a call of its own for permissions. The caller lets CloudFront write logs. */
function distribution(prefix: string): Call[] {
  const [project = '', environment = ''] = prefix.split('-');
  const tags = (key: string) => ({ [`${key}/project`]: project, [`${key}/environment`]: environment });
  const resource = arnOf('distribution');
  return [
    { action: 'cloudfront:CreateDistribution', resource: '*', context: tags('aws:RequestTag') },
    { action: 'cloudfront:TagResource', resource, context: tags('aws:RequestTag') },
    ...[...distributionCalls, 'TagResource', 'UntagResource'].map((name) => ({
      action: `cloudfront:${name}`,
      resource,
      context: tags('aws:ResourceTag'),
    })),
    ...['s3:GetBucketAcl', 's3:PutBucketAcl'].map((action) => ({ action, resource: 'arn:aws:s3:::access-logs' })),
  ];
}
