import type { Settings } from '../settings.ts';
import type { ResourceArns } from './resource-arns.ts';
import type { Statement } from './statement.ts';

/**
 * Allows creating KMS keys, and changing and deleting those with the environment's tags, since a key has no name to match.
 * Enabling rotation requires no tags: it follows the creation of a key, and KMS may take minutes to apply new tags.
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
      wildcardReason: 'A key that does not exist yet has no ARN. The condition on its tags limits it instead.',
      condition: tagged('StringEquals', 'RequestTag'),
    },
    {
      sid: 'TagNewKeys',
      actions: ['kms:TagResource'],
      resources: keys,
      condition: [
        ...tagged('StringEquals', 'RequestTag'),
        ...tagged('StringEqualsIfExists', 'ResourceTag'),
        // A key in use usually has an alias; a new key has none.
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
