import type { Target } from '../operations.ts';

/** S3's names for what a query parameter selects of a bucket. */
const bucketParts: Readonly<Record<string, string>> = {
  accelerate: 'BucketAccelerateConfiguration',
  acl: 'BucketAcl',
  analytics: 'BucketAnalyticsConfiguration',
  cors: 'BucketCors',
  encryption: 'BucketEncryption',
  'intelligent-tiering': 'BucketIntelligentTieringConfiguration',
  inventory: 'BucketInventoryConfiguration',
  lifecycle: 'BucketLifecycleConfiguration',
  logging: 'BucketLogging',
  metrics: 'BucketMetricsConfiguration',
  notification: 'BucketNotificationConfiguration',
  'object-lock': 'ObjectLockConfiguration',
  ownershipControls: 'BucketOwnershipControls',
  policy: 'BucketPolicy',
  policyStatus: 'BucketPolicyStatus',
  publicAccessBlock: 'PublicAccessBlock',
  replication: 'BucketReplication',
  requestPayment: 'BucketRequestPayment',
  tagging: 'BucketTagging',
  versioning: 'BucketVersioning',
  website: 'BucketWebsite',
};

/** S3's names for what a query parameter selects of an object. */
const objectParts: Readonly<Record<string, string>> = {
  acl: 'ObjectAcl',
  attributes: 'ObjectAttributes',
  'legal-hold': 'ObjectLegalHold',
  retention: 'ObjectRetention',
  tagging: 'ObjectTagging',
  torrent: 'ObjectTorrent',
};

/** Operations whose names do not follow from the method and a part. */
const others: Readonly<Record<string, string>> = {
  'DELETE bucket': 'DeleteBucket',
  'GET bucket session': 'CreateSession',
  'POST object restore': 'RestoreObject',
  'POST object select': 'SelectObjectContent',
  'PUT object renameObject': 'RenameObject',
};

const verbs: Readonly<Record<string, string>> = { DELETE: 'Delete', GET: 'Get', PUT: 'Put' };

/** Returns S3's name for an operation that the local S3 does not implement, such as `PutObjectTagging`, if it has one. */
export function namedOperation(method: string, target: Target, parameters: readonly string[]): string | undefined {
  const verb = verbs[method];
  const parts = target === 'bucket' ? bucketParts : target === 'object' ? objectParts : {};
  for (const parameter of parameters) {
    const other = others[`${method} ${target} ${parameter}`];
    if (other !== undefined) return other;
    if (verb !== undefined && parts[parameter] !== undefined) return `${verb}${parts[parameter]}`;
  }
  return parameters.length === 0 ? others[`${method} ${target}`] : undefined;
}
