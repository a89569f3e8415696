import type { Call } from './calls.ts';

const reads = ['DescribeKey', 'GetKeyPolicy', 'GetKeyRotationStatus', 'ListResourceTags'];
const kind = { 'kms:KeySpec': 'HMAC_256' };

/**
 * Returns the calls that manage the key of a log. It is created with its tags, which is a call of its own for permissions, and read
 * before these count.
 */
export function logKeyCalls(prefix: string, region: string): Call[] {
  const [project = '', environment = ''] = prefix.split('-');
  const tags = (key: string) => ({ [`${key}/project`]: project, [`${key}/environment`]: environment });
  const resource = `arn:aws:kms:${region}:123456789012:key/1234abcd`;
  return [
    { action: 'kms:CreateKey', resource: '*', context: { ...kind, ...tags('aws:RequestTag') } },
    { action: 'kms:TagResource', resource, context: tags('aws:RequestTag') },
    ...reads.map((name) => ({ action: `kms:${name}`, resource, context: kind })),
    ...['UpdateKeyDescription', 'TagResource', 'UntagResource', 'ScheduleKeyDeletion'].map((name) => ({
      action: `kms:${name}`,
      resource,
      context: { ...kind, ...tags('aws:ResourceTag') },
    })),
  ];
}
