import { partitionOf } from '../partition-of.ts';
import type { Settings } from '../settings.ts';
import type { Statement } from '../statement.ts';
import { tagsEqual } from './tags-equal.ts';

/** Selects keys for HMACs. The ARN of a key contains no name, and the kind of a key never changes. */
const hmacKeys = { test: 'StringEquals', variable: 'kms:KeySpec', values: ['HMAC_256'] };

/**
 * Allows reading the configuration of all HMAC keys in the regions of environments that hide keys in their log. It does not select
 * keys by tags: KMS takes up to five minutes to authorize by new tags, and Terraform reads a key as soon as it has created it.
 */
export function readLogKeys(environments: readonly Settings[], account: string): Statement[] {
  const resources = [...new Set(environments.filter(hidesKeys).map((settings) => keysOfRegion(settings, account)))];
  if (resources.length === 0) return [];
  const actions = ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListResourceTags'];
  return [{ sid: 'ReadLogKeys', actions, resources, condition: [hmacKeys] }];
}

/**
 * Allows creating, changing and deleting the key of an environment's log. It allows neither its use nor a change of its key policy.
 * https://docs.aws.amazon.com/kms/latest/developerguide/create-keys.html#create-key-permissions
 */
export function writeLogKey(settings: Settings, account: string): Statement[] {
  if (!hidesKeys(settings)) return [];
  const resources = [keysOfRegion(settings, account)];
  return [
    {
      sid: 'CreateLogKey',
      actions: ['kms:CreateKey'],
      resources: ['*'],
      condition: [hmacKeys, ...tagsEqual(settings, 'aws:RequestTag')],
      wildcardReason: 'A new key has no ARN yet: the action supports no resource other than *.',
    },
    {
      // A new key has neither tags nor a kind yet. The keys of other environments have other tags.
      sid: 'TagLogKey',
      actions: ['kms:TagResource'],
      resources,
      condition: [
        { ...hmacKeys, test: 'StringEqualsIfExists' },
        ...tagsEqual(settings, 'aws:ResourceTag', 'StringEqualsIfExists'),
      ],
    },
    {
      sid: 'WriteLogKey',
      actions: ['kms:ScheduleKeyDeletion', 'kms:UntagResource', 'kms:UpdateKeyDescription'],
      resources,
      condition: [hmacKeys, ...tagsEqual(settings, 'aws:ResourceTag')],
    },
  ];
}

/** Allows finding the key of an object in the log of an environment that hides keys there. */
export function useLogKey(settings: Settings, account: string): Statement[] {
  if (!hidesKeys(settings)) return [];
  const condition = [hmacKeys, ...tagsEqual(settings, 'aws:ResourceTag')];
  return [
    { sid: 'FindKeysInLog', actions: ['kms:GenerateMac'], resources: [keysOfRegion(settings, account)], condition },
  ];
}

function hidesKeys({ logKeys }: Settings): boolean {
  return logKeys === 'hmac';
}

function keysOfRegion({ region }: Settings, account: string): string {
  return `arn:${partitionOf(region)}:kms:${region}:${account}:key/*`;
}
