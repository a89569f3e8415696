import { Construct, DataAwsIamPolicyDocument, SqsQueue, SqsQueuePolicy } from '../terraform.ts';

/** 14 days, the maximum of SQS: as much time as possible to look at a failure and retry it. */
const retentionSeconds = 14 * 24 * 60 * 60;

export interface DeadLetterQueueProps {
  name: string;
  /** ARN of the KMS key that encrypts the messages. Without it, SQS's own key does. */
  key: string | undefined;
  /** ARN of an EventBridge rule that sends undelivered events. The function's role has a permission of its own. */
  rule: string | undefined;
}

/** Receives events that failed permanently: encrypted at rest and in transit, and kept as long as SQS allows. */
export class DeadLetterQueue extends Construct {
  readonly queue: SqsQueue;

  constructor(scope: Construct, id: string, { name, key, rule }: DeadLetterQueueProps) {
    super(scope, id);
    this.queue = new SqsQueue(this, 'queue', {
      name,
      messageRetentionSeconds: retentionSeconds,
      ...(key === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId: key }),
    });
    const resources = [this.queue.arn];
    const allowRule = {
      sid: 'AllowUndeliveredEvents',
      actions: ['sqs:SendMessage'],
      resources,
      principals: [{ type: 'Service', identifiers: ['events.amazonaws.com'] }],
      condition: [{ test: 'ArnEquals', variable: 'aws:SourceArn', values: rule === undefined ? [] : [rule] }],
    };
    const policy = new DataAwsIamPolicyDocument(this, 'policy-document', {
      statement: [
        {
          sid: 'DenyUnencryptedTransport',
          effect: 'Deny',
          principals: [{ type: '*', identifiers: ['*'] }],
          actions: ['sqs:*'],
          resources,
          condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
        },
        ...(rule === undefined ? [] : [allowRule]),
      ],
    });
    new SqsQueuePolicy(this, 'policy', { queueUrl: this.queue.url, policy: policy.json });
  }
}
