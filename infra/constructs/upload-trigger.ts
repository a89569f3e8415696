import { Construct, type LambdaFunction, LambdaPermission, type S3Bucket, S3BucketNotification } from '../terraform.ts';

export interface UploadTriggerProps {
  bucket: S3Bucket;
  function: LambdaFunction;
  /** Twelve digits. Bucket names can change hands, so the bucket's ARN alone does not say whose bucket may invoke. */
  account: string;
  /** Only keys that begin so; all when empty. */
  keyPrefix: string;
  /** Only keys that end so; all when empty. */
  keySuffix: string;
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
    new S3BucketNotification(this, 'notification', {
      bucket: props.bucket.id,
      lambdaFunction: [
        {
          lambdaFunctionArn: props.function.arn,
          // Objects that a lifecycle rule removes are told of by an event of their own kind.
          events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*', 's3:LifecycleExpiration:*'],
          ...(props.keyPrefix === '' ? {} : { filterPrefix: props.keyPrefix }),
          ...(props.keySuffix === '' ? {} : { filterSuffix: props.keySuffix }),
        },
      ],
      // S3 tries out the permission when the notification is set, and refuses the notification without it.
      dependsOn: [permission],
    });
  }
}
