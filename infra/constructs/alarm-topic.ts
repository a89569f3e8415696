import { subscriptionId } from '../names.ts';
import {
  Construct,
  DataAwsIamPolicyDocument,
  KmsKey,
  SnsTopic,
  SnsTopicPolicy,
  SnsTopicSubscription,
} from '../terraform.ts';

export interface AlarmTopicProps {
  name: string;
  /** Twelve digits. */
  account: string;
  /** Each is sent a message to confirm, and nothing before that. */
  emails: readonly string[];
}

/** Where alarms are told of: encrypted at rest and in transit, and open to CloudWatch's alarms of this account alone. */
export class AlarmTopic extends Construct {
  readonly topic: SnsTopic;

  constructor(scope: Construct, id: string, { name, account, emails }: AlarmTopicProps) {
    super(scope, id);
    // CloudWatch may not use the key that SNS has itself, alias/aws/sns, and nobody can allow it to: alarms would go nowhere.
    // https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
    const key = new KmsKey(this, 'key', {
      description: `Encrypts what ${name} is told`,
      enableKeyRotation: true,
      policy: this.keyPolicy(account).json,
    });
    this.topic = new SnsTopic(this, 'topic', { name, kmsMasterKeyId: key.arn });
    new SnsTopicPolicy(this, 'policy', { arn: this.topic.arn, policy: this.topicPolicy(account).json });
    for (const email of emails) {
      new SnsTopicSubscription(this, subscriptionId(email), {
        topicArn: this.topic.arn,
        protocol: 'email',
        endpoint: email,
      });
    }
  }

  /** In a key's policy, `*` is that key. */
  private keyPolicy(account: string): DataAwsIamPolicyDocument {
    return new DataAwsIamPolicyDocument(this, 'key-policy', {
      statement: [
        {
          // Without it, nobody could ever manage the key again.
          sid: 'LetIamPoliciesAllow',
          actions: ['kms:*'],
          resources: ['*'],
          principals: [{ type: 'AWS', identifiers: [account] }],
        },
        {
          sid: 'AllowAlarms',
          actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          resources: ['*'],
          ...alarmsOf(account),
        },
      ],
    });
  }

  private topicPolicy(account: string): DataAwsIamPolicyDocument {
    return new DataAwsIamPolicyDocument(this, 'policy-document', {
      statement: [
        { sid: 'AllowAlarms', actions: ['sns:Publish'], resources: [this.topic.arn], ...alarmsOf(account) },
        {
          sid: 'DenyUnencryptedTransport',
          effect: 'Deny',
          principals: [{ type: '*', identifiers: ['*'] }],
          actions: ['sns:Publish'],
          resources: [this.topic.arn],
          condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
        },
      ],
    });
  }
}

function alarmsOf(account: string) {
  return {
    principals: [{ type: 'Service', identifiers: ['cloudwatch.amazonaws.com'] }],
    condition: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [account] }],
  };
}
