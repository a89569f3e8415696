import { renderS3Xml } from '../xml.ts';
import { bucketArn, type OperationContext, type Reply, xmlReply } from './operation-context.ts';

/** The notifications that a stack configures for a bucket. */
export interface BucketNotifications {
  functions: ReadonlyArray<{ arn: string; events: readonly string[]; prefix: string; suffix: string }>;
  eventBridge: boolean;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html */
export async function getBucketNotificationConfiguration(context: OperationContext): Promise<Reply> {
  const { request, store, assertAllowed, notificationsOf } = context;
  assertAllowed('s3:GetBucketNotification', bucketArn(request.bucket));
  store.assertBucket(request.bucket);
  const { functions, eventBridge } = notificationsOf(request.bucket);
  return xmlReply(
    renderS3Xml('NotificationConfiguration', {
      CloudFunctionConfiguration: functions.map(({ arn, events, prefix, suffix }) => ({
        CloudFunction: arn,
        Event: events,
        // S3 returns both rules, with an empty value for one that was not given.
        Filter: {
          S3Key: {
            FilterRule: [
              { Name: 'Prefix', Value: prefix },
              { Name: 'Suffix', Value: suffix },
            ],
          },
        },
      })),
      EventBridgeConfiguration: eventBridge ? '' : undefined,
    }),
  );
}
