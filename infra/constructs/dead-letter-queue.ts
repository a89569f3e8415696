import { Construct, DataAwsIamPolicyDocument, SqsQueue, SqsQueuePolicy } from '../terraform.ts';

/** 14 days, the maximum of SQS: as much time as possible to look at a failure and retry it. */
const retentionSeconds = 14 * 24 * 60 * 60;

/** Receives events that failed permanently: encrypted at rest and in transit, and kept as long as SQS allows. */
export class DeadLetterQueue extends Construct {
  readonly queue: SqsQueue;

  constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    this.queue = new SqsQueue(this, 'queue', {
      name,
      messageRetentionSeconds: retentionSeconds,
      sqsManagedSseEnabled: true,
    });
    const encryptedTransportOnly = new DataAwsIamPolicyDocument(this, 'policy-document', {
      statement: [
        {
          sid: 'DenyUnencryptedTransport',
          effect: 'Deny',
          principals: [{ type: '*', identifiers: ['*'] }],
          actions: ['sqs:*'],
          resources: [this.queue.arn],
          condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
        },
      ],
    });
    new SqsQueuePolicy(this, 'policy', { queueUrl: this.queue.url, policy: encryptedTransportOnly.json });
  }
}
