import type { KeyFilter } from '../key-filters.ts';
import {
  Construct,
  type DataAwsS3Bucket,
  type ITerraformDependable,
  type LambdaFunction,
  LambdaPermission,
  type S3Bucket,
  S3BucketNotification,
} from '../terraform.ts';

export interface UploadTriggerProps {
  bucket: S3Bucket | DataAwsS3Bucket;
  function: LambdaFunction;
  /** Twelve digits. Bucket names can change hands, so the bucket's ARN alone does not say whose bucket may invoke. */
  account: string;
  /** Only keys that one of them matches. */
  keyFilters: readonly KeyFilter[];
  /** Whether also what goes from the bucket invokes the function. */
  mirrorDeletes: boolean;
  /** Whether the bucket is known to keep versions. */
  versioning: boolean;
  /** What has to be in place before the first upload. */
  safeguards: ITerraformDependable[];
}

/** Invokes the function for every object that comes into the bucket, or goes from it. */
export class UploadTrigger extends Construct {
  constructor(scope: Construct, id: string, props: UploadTriggerProps) {
    super(scope, id);
    const permission = new LambdaPermission(this, 'permission', {
      statementId: 'AllowInvocationBySourceBucket',
      action: 'lambda:InvokeFunction',
      functionName: props.function.functionName,
      principal: 's3.amazonaws.com',
      sourceArn: props.bucket.arn,
      sourceAccount: props.account,
    });
    const removals = props.mirrorDeletes ? ['s3:ObjectRemoved:*', expirationOf(props)] : [];
    new S3BucketNotification(this, 'notification', {
      bucket: props.bucket.id,
      lambdaFunction: props.keyFilters.map(({ prefix, suffix }) => ({
        lambdaFunctionArn: props.function.arn,
        events: ['s3:ObjectCreated:*', ...removals],
        ...(prefix === '' ? {} : { filterPrefix: prefix }),
        ...(suffix === '' ? {} : { filterSuffix: suffix }),
      })),
      // S3 tries out the permission when the notification is set, and refuses the notification without it.
      dependsOn: [permission, ...props.safeguards],
    });
  }
}

/**
 * What tells of an object that a lifecycle rule removes. Where versions are kept, that makes a delete marker; what is deleted
 * there are old versions, which have no thumbnails.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configure-notification.html
 */
function expirationOf({ versioning }: UploadTriggerProps): string {
  return versioning ? 's3:LifecycleExpiration:DeleteMarkerCreated' : 's3:LifecycleExpiration:*';
}
