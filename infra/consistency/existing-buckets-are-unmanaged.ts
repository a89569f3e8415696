import { partitionOf } from '../partition-of.ts';
import { inPolicyTerms, readerStatements } from '../reader-statements.ts';
import { uploadCorsRule } from '../uploads/cors-rule.ts';
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
  rule(['sourceBucket', 'uploads'], ({ sourceBucket, uploads }) => {
    if (typeof sourceBucket !== 'object' || !uploads) return [];
    const corsRule = JSON.stringify(inS3Terms(uploadCorsRule(uploads.corsOrigins)));
    const because = `no uploads: an existing source bucket is not changed; add this rule to its CORS configuration: ${corsRule}`;
    return problems(true, 'uploads', because);
  }),
  rule(
    ['region', 'processedBucket', 'readers', 'variants', 'thumbnailKeys', 'retiredKeys', 'results'],
    ({ region, processedBucket, ...settings }) => {
      if (typeof processedBucket !== 'object') return [];
      const arn = `arn:${partitionOf(region)}:s3:::${processedBucket.existing}`;
      const statements = readerStatements(settings.readers, settings, arn).map(inPolicyTerms);
      const because = `no readers: an existing processed bucket is not changed; add these statements to its policy: ${JSON.stringify(statements)}`;
      return problems(statements.length > 0, 'readers', because);
    },
  ),
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

/** S3 names the parts of a rule as Terraform does, with a capital letter. */
function inS3Terms(corsRule: object): object {
  return Object.fromEntries(
    Object.entries(corsRule).map(([name, value]) => [name.slice(0, 1).toUpperCase() + name.slice(1), value]),
  );
}
