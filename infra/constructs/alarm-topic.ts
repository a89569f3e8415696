import { subscriptionId } from '../alarms/subscription-id.ts';
import {
  Construct,
  DataAwsIamPolicyDocument,
  DataAwsKmsKey,
  SnsTopic,
  SnsTopicPolicy,
  SnsTopicSubscription,
} from '../terraform.ts';
import { AlarmKey } from './alarm-key.ts';
import { alarmPrincipal } from './alarm-principal.ts';

export interface AlarmTopicProps {
  name: string;
  /** Twelve digits. */
  account: string;
  /** ARN of the KMS key that encrypts the topic, or of an alias. Without it, the topic gets a key of its own. */
  key: string | undefined;
  /** SNS asks each address to confirm, and sends it nothing before that. */
  emails: readonly string[];
}

/** The topic that alarms notify: encrypted at rest and in transit; only CloudWatch alarms of this account may publish. */
export class AlarmTopic extends Construct {
  readonly topic: SnsTopic;

  constructor(scope: Construct, id: string, { name, account, key, emails }: AlarmTopicProps) {
    super(scope, id);
    this.topic = new SnsTopic(this, 'topic', { name, kmsMasterKeyId: this.keyArn(key, account) });
    new SnsTopicPolicy(this, 'policy', { arn: this.topic.arn, policy: this.topicPolicy(account).json });
    for (const email of emails) {
      new SnsTopicSubscription(this, subscriptionId(email), {
        topicArn: this.topic.arn,
        protocol: 'email',
        endpoint: email,
      });
    }
  }

  private keyArn(key: string | undefined, account: string): string {
    if (key === undefined) return new AlarmKey(this, 'key', { account }).key.arn;
    // SNS accepts an alias that does not exist, and alarms would reach nobody. Looking it up makes the plan fail instead.
    return key.includes(':alias/') ? new DataAwsKmsKey(this, 'key', { keyId: key }).arn : key;
  }

  private topicPolicy(account: string): DataAwsIamPolicyDocument {
    return new DataAwsIamPolicyDocument(this, 'policy-document', {
      statement: [
        { sid: 'AllowAlarms', actions: ['sns:Publish'], resources: [this.topic.arn], ...alarmPrincipal(account) },
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
