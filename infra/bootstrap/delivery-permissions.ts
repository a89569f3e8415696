import type { Settings } from '../settings.ts';
import type { Statement } from '../statement.ts';
import { tagsEqual } from './tags-equal.ts';

/** The resources that IAM cannot distinguish: they have no tags, CloudFront chooses their IDs, and keys have no ARN at all. */
const untaggedTypes = ['CachePolicy', 'KeyGroup', 'OriginAccessControl', 'PublicKey', 'ResponseHeadersPolicy'];

const untaggedReason =
  'CloudFront chooses the IDs of these resources, and gives them no tags that a condition could match.';

/** Returns the permissions to read what serves some environments, and the configuration of all that CloudFront serves. */
export function readDelivery(environments: readonly Settings[]): Statement[] {
  if (!environments.some(({ delivery }) => delivery.cloudfront)) return [];
  const types = [...untaggedTypes, 'Distribution'].sort();
  return [
    {
      sid: 'ReadDelivery',
      actions: [...types.map((type) => `cloudfront:Get${type}`), 'cloudfront:ListTagsForResource'],
      resources: ['*'],
      wildcardReason: untaggedReason,
    },
  ];
}

/** Returns the permissions to create, change and delete what serves an environment. IAM can distinguish only distributions. */
export function writeDelivery(settings: Settings, account: string): Statement[] {
  const { cloudfront } = settings.delivery;
  if (!cloudfront) return [];
  const distributions = [`arn:aws:cloudfront::${account}:distribution/*`];
  return [
    {
      sid: 'WriteDelivery',
      actions: ['Create', 'Delete', 'Update'].flatMap((verb) =>
        untaggedTypes.map((type) => `cloudfront:${verb}${type}`),
      ),
      resources: ['*'],
      wildcardReason: untaggedReason,
    },
    {
      sid: 'CreateDistribution',
      actions: ['cloudfront:CreateDistribution'],
      resources: ['*'],
      condition: tagsEqual(settings, 'aws:RequestTag'),
      wildcardReason: 'A new distribution has no ARN yet: the action supports no resource other than *.',
    },
    {
      // A new distribution has no tags yet. Those of other environments have theirs.
      sid: 'TagDistribution',
      actions: ['cloudfront:TagResource'],
      resources: distributions,
      condition: tagsEqual(settings, 'aws:ResourceTag', 'StringEqualsIfExists'),
    },
    {
      sid: 'WriteDistribution',
      actions: ['cloudfront:DeleteDistribution', 'cloudfront:UntagResource', 'cloudfront:UpdateDistribution'],
      resources: distributions,
      condition: tagsEqual(settings, 'aws:ResourceTag'),
    },
    ...letCloudFrontLog(cloudfront.accessLogBucket),
  ];
}

/** CloudFront adds itself to the access control list of the bucket, with the permissions of its caller. */
function letCloudFrontLog(bucket: string | undefined): Statement[] {
  if (bucket === undefined) return [];
  const actions = ['s3:GetBucketAcl', 's3:PutBucketAcl'];
  return [{ sid: 'LetCloudFrontLog', actions, resources: [`arn:aws:s3:::${bucket}`] }];
}
