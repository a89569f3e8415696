import { subscriptionId } from '../subscription-id.ts';
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
  /** SNS asks each address to confirm, and sends it nothing before that. */
  emails: readonly string[];
}

/** The topic that alarms notify: encrypted at rest and in transit; only CloudWatch alarms of this account may publish. */
export class AlarmTopic extends Construct {
  readonly topic: SnsTopic;

  constructor(scope: Construct, id: string, { name, account, emails }: AlarmTopicProps) {
    super(scope, id);
    // CloudWatch cannot use SNS's own key, alias/aws/sns, and its policy cannot be changed: alarms would reach nobody.
    // https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
    const key = new KmsKey(this, 'key', {
      description: `Encrypts the messages of ${name}`,
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

  /** In a key policy, the resource `*` is the key itself. */
  private keyPolicy(account: string): DataAwsIamPolicyDocument {
    return new DataAwsIamPolicyDocument(this, 'key-policy', {
      statement: [
        {
          // Without this statement nobody could ever manage the key again.
          sid: 'LetIamPoliciesAllow',
          actions: ['kms:*'],
          resources: ['*'],
          principals: [{ type: 'AWS', identifiers: [account] }],
        },
        {
          sid: 'AllowAlarms',
          actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          resources: ['*'],
          ...alarmsIn(account),
        },
      ],
    });
  }

  private topicPolicy(account: string): DataAwsIamPolicyDocument {
    return new DataAwsIamPolicyDocument(this, 'policy-document', {
      statement: [
        { sid: 'AllowAlarms', actions: ['sns:Publish'], resources: [this.topic.arn], ...alarmsIn(account) },
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

function alarmsIn(account: string) {
  return {
    principals: [{ type: 'Service', identifiers: ['cloudwatch.amazonaws.com'] }],
    condition: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [account] }],
  };
}
