import { isEmpty, type Value } from '../values.ts';
import type { Rules } from './rule.ts';
import { isChanged, isTurnedOff, setting } from './setting.ts';

const ofBucket = 'aws_s3_bucket_server_side_encryption_configuration';
const byDefault = 'rule.0.apply_server_side_encryption_by_default.0';
const algorithms = ['AES256', 'aws:kms', 'aws:kms:dsse'];

/** Encryption goes, gets weaker, or becomes a matter of another key. */
export const encryption = {
  algorithm: setting({
    type: ofBucket,
    path: `${byDefault}.sse_algorithm`,
    isWorse: (before, after) => algorithms.indexOf(String(after)) < algorithms.indexOf(String(before)),
    consequence: 'encrypts objects less well, or not as configured',
  }),
  "a bucket's key": keyGivenUp(`${byDefault}.kms_master_key_id`),
  kms_master_key_id: keyGivenUp('kms_master_key_id'),
  kms_key_id: keyGivenUp('kms_key_id'),
  kms_key_arn: keyGivenUp('kms_key_arn'),
  'objects of an old key': setting({
    type: ofBucket,
    path: `${byDefault}.kms_master_key_id`,
    isWorse: (before, after) => !isEmpty(before) && after !== undefined && after !== before,
    consequence:
      'leaves every object that is there encrypted with the old key: without permission to use that key, or once it is deleted, they become unreadable',
  }),
  'queue without a key': setting({
    type: 'aws_sqs_queue',
    path: 'sqs_managed_sse_enabled',
    isWorse: (before, after, queue) => after === false && before !== false && isEmpty(queue?.['kms_master_key_id']),
    consequence: 'keeps messages unencrypted',
  }),
  'key rotation': setting({
    type: 'aws_kms_key',
    path: 'enable_key_rotation',
    isWorse: isTurnedOff,
    consequence: 'keeps the same key forever',
  }),
  'disabled key': setting({
    type: 'aws_kms_key',
    path: 'is_enabled',
    isWorse: isTurnedOff,
    consequence: 'makes everything that it encrypted unreadable',
  }),
  'alias of another key': setting({
    type: 'aws_kms_alias',
    path: 'target_key_id',
    isWorse: (before, after) => isChanged(before, after) || (!isEmpty(before) && after === undefined),
    consequence: 'changes the key of everything that names this alias',
  }),
} satisfies Rules;

/** A key is given up for none, for one that AWS manages, or for one of another account. */
function keyGivenUp(path: string) {
  const isWorse = (before: Value | undefined, after: Value | undefined): boolean => {
    if (isEmpty(before) || after === undefined) return false;
    const [was, is] = [String(before), String(after)];
    const ofAws = /(^|:)alias\/aws\//;
    const accountOf = (key: string) => /^arn:[^:]*:kms:[^:]*:(\d+):/.exec(key)?.[1];
    const isForeign = accountOf(is) !== undefined && accountOf(is) !== accountOf(was);
    return isEmpty(after) || isForeign || (ofAws.test(is) && !ofAws.test(was));
  };
  return setting({ path, isWorse, consequence: 'is no longer encrypted with its own key' });
}
