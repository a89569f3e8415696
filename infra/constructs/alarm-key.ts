import { Construct, DataAwsIamPolicyDocument, KmsKey } from '../terraform.ts';
import { alarmPrincipal } from './alarm-principal.ts';

export interface AlarmKeyProps {
  /** Twelve digits. */
  account: string;
  /** The region of the key, if it is not that of the stack. */
  region?: string;
}

/**
 * A KMS key that encrypts alarms. CloudWatch cannot use SNS's own key, alias/aws/sns, and its policy cannot be changed: alarms
 * would reach nobody. https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
 */
export class AlarmKey extends Construct {
  readonly key: KmsKey;

  constructor(scope: Construct, id: string, { account, region }: AlarmKeyProps) {
    super(scope, id);
    // In a key policy, the resource * is the key itself.
    const policy = new DataAwsIamPolicyDocument(this, 'policy-document', {
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
          ...alarmPrincipal(account),
        },
      ],
    });
    this.key = new KmsKey(this, 'key', {
      description: 'Encrypts alarms',
      enableKeyRotation: true,
      policy: policy.json,
      ...(region === undefined ? {} : { region }),
    });
  }
}
