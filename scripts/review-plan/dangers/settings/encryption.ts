import { isEmpty } from '../../values.ts';
import { type Setting, turnedOff } from './setting.ts';

/** A key is given up for none, for one that AWS manages, or for one of somebody else. */
const keyGivenUp: Setting['isWorse'] = (before, after) => {
  if (isEmpty(before) || after === undefined) return false;
  const [was, is] = [String(before), String(after)];
  const ofAws = /(^|:)alias\/aws\//;
  const accountOf = (key: string) => /^arn:[^:]*:kms:[^:]*:(\d+):/.exec(key)?.[1];
  const isForeign = accountOf(is) !== undefined && accountOf(is) !== accountOf(was);
  return isEmpty(after) || isForeign || (ofAws.test(is) && !ofAws.test(was));
};

const algorithms = ['AES256', 'aws:kms', 'aws:kms:dsse'];

export const encryption: Setting[] = [
  {
    type: 'aws_s3_bucket_server_side_encryption_configuration',
    path: 'rule.0.apply_server_side_encryption_by_default.0.sse_algorithm',
    isWorse: (before, after) => algorithms.indexOf(String(after)) < algorithms.indexOf(String(before)),
    consequence: 'encrypts objects less well, or not as configured',
  },
  ...[
    'kms_master_key_id',
    'kms_key_id',
    'kms_key_arn',
    'rule.0.apply_server_side_encryption_by_default.0.kms_master_key_id',
  ].map((path) => ({ path, isWorse: keyGivenUp, consequence: 'is no longer encrypted with its own key' })),
  {
    type: 'aws_sqs_queue',
    path: 'sqs_managed_sse_enabled',
    isWorse: (before, after, queue) => after === false && before !== false && isEmpty(queue?.['kms_master_key_id']),
    consequence: 'keeps messages unencrypted',
  },
  { type: 'aws_kms_key', path: 'enable_key_rotation', isWorse: turnedOff, consequence: 'keeps the same key for ever' },
  {
    type: 'aws_kms_key',
    path: 'is_enabled',
    isWorse: turnedOff,
    consequence: 'makes all that it encrypted unreadable',
  },
];
