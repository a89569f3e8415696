import type { KeyFilter } from '../key-filters.ts';
import {
  Construct,
  type DataAwsS3Bucket,
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
    // Objects that a lifecycle rule removes are told of by an event of their own kind.
    const removals = props.mirrorDeletes ? ['s3:ObjectRemoved:*', 's3:LifecycleExpiration:*'] : [];
    new S3BucketNotification(this, 'notification', {
      bucket: props.bucket.id,
      lambdaFunction: props.keyFilters.map(({ prefix, suffix }) => ({
        lambdaFunctionArn: props.function.arn,
        events: ['s3:ObjectCreated:*', ...removals],
        ...(prefix === '' ? {} : { filterPrefix: prefix }),
        ...(suffix === '' ? {} : { filterSuffix: suffix }),
      })),
      // S3 tries out the permission when the notification is set, and refuses the notification without it.
      dependsOn: [permission],
    });
  }
}
