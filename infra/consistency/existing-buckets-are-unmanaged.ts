import { type Problem, rule } from './rule.ts';

/** Reports settings that would change a bucket which exists already. */
export const existingBucketsAreUnmanaged = [
  rule(['sourceBucket', 'versioning', 'protect'], ({ sourceBucket, versioning, protect }) => {
    if (typeof sourceBucket !== 'object') return [];
    const because = 'false: an existing source bucket is not changed';
    return [
      ...problems(versioning, 'versioning', `${because}; enable versioning on the bucket itself`),
      ...problems(protect, 'protect', `${because}, and Terraform never deletes it`),
    ];
  }),
  rule(['processedBucket', 'thumbnailEvents'], ({ processedBucket, thumbnailEvents }) => {
    const command = `aws s3api put-bucket-notification-configuration --bucket NAME --notification-configuration '{ "EventBridgeConfiguration": {} }'`;
    const because = `false: an existing processed bucket is not changed; if it has no notifications, run ${command}`;
    return problems(typeof processedBucket === 'object' && thumbnailEvents, 'thumbnailEvents', because);
  }),
  rule(['sourceBucket', 'processedBucket', 'accessLogBucket'], ({ sourceBucket, processedBucket, accessLogBucket }) => {
    const hasNewBucket = typeof sourceBucket !== 'object' || typeof processedBucket !== 'object';
    const because = 'no accessLogBucket: both buckets exist, and are not changed; enable access logs on the buckets';
    return problems(!hasNewBucket && accessLogBucket !== undefined, 'accessLogBucket', because);
  }),
];

function problems(isWrong: boolean, setting: Problem['setting'], expected: string): Problem[] {
  return isWrong ? [{ setting, expected }] : [];
}
