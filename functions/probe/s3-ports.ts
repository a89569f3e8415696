import {
  DeleteObjectCommand,
  GetBucketNotificationConfigurationCommand,
  HeadObjectCommand,
  type LambdaFunctionConfiguration,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describeAnswer } from '../thumbnail/s3/describe-answer.ts';
import type { NotifiedFunction, ProbePorts } from './ports.ts';

/**
 * The buckets of an environment, as a probe uses them. It needs s3:PutObject and s3:DeleteObject in the source bucket, s3:GetObject
 * and s3:ListBucket in the processed bucket; or, to read the configuration alone, s3:GetBucketNotification.
 */
export function s3ProbePorts(
  client: S3Client,
  { source, processed }: { source: string; processed: string },
): Omit<ProbePorts, 'now' | 'sleep'> {
  return {
    async upload(key, image) {
      const command = new PutObjectCommand({ Bucket: source, Key: key, Body: image, ContentType: 'image/png' });
      const { ETag: etag = '' } = await attempt('s3:PutObject', `${source}/${key}`, () => client.send(command));
      return etag.replaceAll('"', '');
    },

    async remove(key) {
      const command = new DeleteObjectCommand({ Bucket: source, Key: key });
      await attempt('s3:DeleteObject', `${source}/${key}`, () => client.send(command));
    },

    async sourceEtagOf(thumbnailKey) {
      const command = new HeadObjectCommand({ Bucket: processed, Key: thumbnailKey });
      const found = await attempt('s3:GetObject', `${processed}/${thumbnailKey}`, async () => {
        try {
          return await client.send(command);
        } catch (error) {
          if (error instanceof NotFound) return undefined;
          throw error;
        }
      });
      return found && (found.Metadata?.['source-etag'] ?? '');
    },

    async notifications() {
      const command = new GetBucketNotificationConfigurationCommand({ Bucket: source });
      const configuration = await attempt('s3:GetBucketNotification', source, () => client.send(command));
      const { LambdaFunctionConfigurations: functions = [], EventBridgeConfiguration: eventBridge } = configuration;
      return { functions: functions.map(notifiedFunction), eventBridge: eventBridge !== undefined };
    },
  };
}

function notifiedFunction({ LambdaFunctionArn, Events, Filter }: LambdaFunctionConfiguration): NotifiedFunction {
  const rules = Filter?.Key?.FilterRules ?? [];
  // S3 answers with `Prefix` where it was given `prefix`.
  const rule = (name: string) => rules.find(({ Name }) => Name?.toLowerCase() === name)?.Value ?? '';
  return { arn: LambdaFunctionArn ?? '', events: Events ?? [], prefix: rule('prefix'), suffix: rule('suffix') };
}

async function attempt<Output>(action: string, resource: string, call: () => Promise<Output>): Promise<Output> {
  try {
    return await call();
  } catch (error) {
    throw new Error(`${action} on s3://${resource} failed with ${describeAnswer(error)}`, { cause: error });
  }
}
