import type { Settings } from '../settings.ts';
import type { ResourceArns } from './reach.ts';
import type { Statement } from './statement.ts';

/**
 * Lets one make a KMS key, and change and remove those that bear the environment's tags, since a key has no name to go by.
 * Switching rotation on asks for no tags: it comes right after a key is made, and KMS may take minutes to heed new tags.
 * https://docs.aws.amazon.com/kms/latest/developerguide/abac.html
 */
export function keyPermissions({ keys }: Pick<ResourceArns, 'keys'>, { project, name }: Settings): Statement[] {
  const tagged = (test: string, source: 'RequestTag' | 'ResourceTag') => [
    { test, variable: `aws:${source}/project`, values: [project] },
    { test, variable: `aws:${source}/environment`, values: [name] },
  ];
  return [
    {
      sid: 'MakeKeys',
      actions: ['kms:CreateKey'],
      resources: ['*'],
      wildcardReason: 'A key that does not exist yet has no ARN; its tags are asked for instead.',
      condition: tagged('StringEquals', 'RequestTag'),
    },
    {
      sid: 'TagNewKeys',
      actions: ['kms:TagResource'],
      resources: keys,
      condition: [
        ...tagged('StringEquals', 'RequestTag'),
        ...tagged('StringEqualsIfExists', 'ResourceTag'),
        // A key that is in use mostly has an alias; a new one has none yet.
        { test: 'Null', variable: 'kms:ResourceAliases', values: ['true'] },
      ],
    },
    { sid: 'RotateKeys', actions: ['kms:EnableKeyRotation'], resources: keys },
    {
      sid: 'WriteKeys',
      actions: [
        'kms:DisableKeyRotation',
        'kms:PutKeyPolicy',
        'kms:ScheduleKeyDeletion',
        'kms:TagResource',
        'kms:UntagResource',
        'kms:UpdateKeyDescription',
      ],
      resources: keys,
      condition: tagged('StringEquals', 'ResourceTag'),
    },
  ];
}
