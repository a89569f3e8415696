import { resultOrigins } from '../delivery/result-origins.ts';
import type { Names } from '../names.ts';
import { readerStatements } from '../reader-statements.ts';
import type { Settings } from '../settings.ts';
import { Annotations, type Construct, DataAwsS3Bucket, type S3Bucket } from '../terraform.ts';
import { Delivery } from './delivery.ts';
import { addDeliveryOutputs } from './delivery-outputs.ts';
import { PrivateBucket } from './private-bucket.ts';

/** Creates the processed bucket, and what lets others read it, unless it exists already. */
export function addProcessedBucket(scope: Construct, settings: Settings, names: Names): S3Bucket | DataAwsS3Bucket {
  const { processedBucket: name } = names;
  if (typeof settings.processedBucket === 'object') return new DataAwsS3Bucket(scope, 'processed', { bucket: name });
  const { encryption, accessLogBucket, lifecycle, readers } = settings;
  const expireDays = lifecycle.expireProcessedDays;
  const processed = new PrivateBucket(scope, 'processed', { name, encryption, accessLogBucket, expireDays });
  const delivery = addDelivery(scope, settings, names, processed.bucket);
  const distributions = [...readers.cloudfrontDistributions, ...(delivery ? [delivery.distribution.arn] : [])];
  const statements = readerStatements(
    { roles: readers.roles, cloudfrontDistributions: distributions },
    settings,
    processed.bucket.arn,
  );
  processed.allow(statements);
  if (encryption !== 'SSE-S3' && statements.length > 0) {
    Annotations.of(scope).addWarning(
      `The readers of the processed bucket can read nothing until the policy of the key ${encryption} lets them decrypt: see docs/settings.md.`,
    );
  }
  return processed.bucket;
}

function addDelivery(scope: Construct, settings: Settings, names: Names, bucket: S3Bucket): Delivery | undefined {
  const { cloudfront } = settings.delivery;
  if (!cloudfront) return undefined;
  const corsOrigins = resultOrigins(cloudfront, settings.uploads);
  const delivery = new Delivery(scope, 'delivery', { name: names.delivery, settings: cloudfront, bucket, corsOrigins });
  addDeliveryOutputs(scope, delivery, settings);
  return delivery;
}
