import type { KeyFilter } from '../settings/key-filters.ts';
import {
  Construct,
  type DataAwsS3Bucket,
  type ITerraformDependable,
  type LambdaFunction,
  LambdaPermission,
  type S3Bucket,
  S3BucketNotification,
} from '../terraform.ts';
import { uploadEvents } from '../uploads/events.ts';

export interface UploadNotificationProps {
  bucket: S3Bucket | DataAwsS3Bucket;
  function: LambdaFunction;
  /** Twelve digits. A bucket name can pass to another account, so the bucket's ARN alone does not identify the invoker. */
  account: string;
  /** Only keys that match one of them invoke the function. */
  keyFilters: readonly KeyFilter[];
  /** Whether removals invoke the function too. */
  mirrorDeletes: boolean;
  /** Whether the bucket is known to have versioning. */
  versioning: boolean;
  /** Must be in place before the first upload. */
  safeguards: ITerraformDependable[];
}

/** Invokes the function for every object that is created in the bucket or removed from it. */
export class UploadNotification extends Construct {
  constructor(scope: Construct, id: string, props: UploadNotificationProps) {
    super(scope, id);
    const permission = new LambdaPermission(this, 'permission', {
      statementId: 'AllowInvocationBySourceBucket',
      action: 'lambda:InvokeFunction',
      functionName: props.function.functionName,
      principal: 's3.amazonaws.com',
      sourceArn: props.bucket.arn,
      sourceAccount: props.account,
    });
    new S3BucketNotification(this, 'notification', {
      bucket: props.bucket.id,
      lambdaFunction: props.keyFilters.map(({ prefix, suffix }) => ({
        lambdaFunctionArn: props.function.arn,
        events: uploadEvents(props),
        ...(prefix === '' ? {} : { filterPrefix: prefix }),
        ...(suffix === '' ? {} : { filterSuffix: suffix }),
      })),
      // S3 checks the permission when the notification is set, and refuses the notification without it.
      dependsOn: [permission, ...props.safeguards],
    });
  }
}
