/** The examples of https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html, with another key. */
export const batchEvents = {
  '1.0': {
    invocationSchemaVersion: '1.0',
    invocationId: 'YXNkbGZqYWRmaiBhc2RmdW9hZHNmZGpmaGFzbGtkaGZza2RmaAo',
    job: { id: 'f3cc4f60-61f6-4a2b-8a21-d07600c373ce' },
    tasks: [
      {
        taskId: 'dGFza2lkZ29lc2hlcmUK',
        s3Key: 'summer+2024/caf%C3%A9.jpg',
        s3VersionId: '1',
        s3BucketArn: 'arn:aws:s3:::example-source',
      },
    ],
  },
  '2.0': {
    invocationSchemaVersion: '2.0',
    invocationId: 'YXNkbGZqYWRmaiBhc2RmdW9hZHNmZGpmaGFzbGtkaGZza2RmaAo',
    job: { id: 'f3cc4f60-61f6-4a2b-8a21-d07600c373ce', userArguments: { k: 'v' } },
    tasks: [
      {
        taskId: 'dGFza2lkZ29lc2hlcmUK',
        s3Key: 'summer+2024/caf%C3%A9.jpg',
        s3VersionId: null,
        s3Bucket: 'example-source',
      },
    ],
  },
};
