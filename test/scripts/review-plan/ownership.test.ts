import {
  allow,
  changed,
  created,
  destroyed,
  itDoesNotWarnOf,
  itWarnsOf,
  policy,
  replaced,
  tlsOnly,
} from './danger-cases.ts';

const block = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const sse = { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'AES256' }] }] };
const retries = (destination: string | null) => ({
  function_name: 'thumbnail',
  destination_config: [{ on_failure: [{ destination }] }],
});
const bucketPolicy = 'aws_s3_bucket_policy.photos';
const rolePolicy = 'aws_iam_role_policy.function';
const inBucket = (bucket: string | null, ...Statement: object[]) => ({ bucket, ...policy(...Statement) });
const inRole = (role: string, ...Statement: object[]) => ({ role, ...policy(...Statement) });
const stays = (address: string, id: string) => ({ address, actions: ['no-op'], before: { id }, after: { id } });
const of = (argument: string, owner: string) => ({ references: { [argument]: [`${owner}.id`, owner] } });
const newRole = created('aws_iam_role.function', { name: 'function' });
const unknownBucket = (owner: string) => ({ ...of('bucket', owner), after_unknown: { bucket: true } });
const renamed = replaced('aws_s3_bucket.photos', { id: 'photos', bucket: 'photos' }, { bucket: 'pictures' });

describe('withOwners', () => {
  itWarnsOf({
    "a bucket's policy that is destroyed while the bucket stays": {
      change: destroyed(bucketPolicy, inBucket('photos', tlsOnly)),
      among: [destroyed('aws_s3_bucket.others', { id: 'others' })],
      words: /no longer denies unencrypted/,
    },
    "a function's part, when what is destroyed is a role of the same name": {
      change: destroyed('aws_lambda_function_event_invoke_config.a', retries('queue')),
      among: [destroyed('aws_iam_role.thumbnail', { id: 'thumbnail' })],
      words: /no longer keeps failed events/,
    },
    "a function's part that is destroyed with a function of the same name elsewhere": {
      change: destroyed('aws_lambda_function_event_invoke_config.a', retries('queue')),
      among: [destroyed('aws_lambda_function.a', { id: 'thumbnail' }), stays('aws_lambda_function.b', 'thumbnail')],
      words: /no longer keeps failed events/,
    },
    'a part that is changed although its owner is destroyed': {
      change: changed(bucketPolicy, inBucket('photos', tlsOnly), inBucket('photos')),
      among: [destroyed('aws_s3_bucket.photos', { id: 'photos' })],
      words: /no longer denies unencrypted/,
    },
    'a policy for a role that is there already': {
      change: created(rolePolicy, inRole('function', allow)),
      words: /newly allows `s3:GetObject`/,
    },
    'a policy for a role that is replaced': {
      change: created(rolePolicy, policy(allow), of('role', newRole.address)),
      among: [replaced(newRole.address, { id: 'function' }, {}), created('aws_iam_role.function["b"]')],
      words: /newly allows `s3:GetObject`/,
    },
    'a permission for a function that is there already': {
      change: created('aws_lambda_permission.a', { function_name: 'thumbnail', action: 'lambda:*', principal: '1' }),
      words: /newly allows `lambda:\*`/,
    },
    'a policy that is widened beside a new instance of its role': {
      change: changed(
        `${rolePolicy}["old"]`,
        inRole('old', allow),
        inRole('old', { ...allow, Action: 's3:PutObject' }),
        of('role', newRole.address),
      ),
      among: [{ ...newRole, address: `${newRole.address}["new"]` }],
      words: /newly allows `s3:PutObject`/,
    },
    'a new policy for an instance that stays, beside a new instance': {
      change: created(`${rolePolicy}["old"]`, inRole('old', allow), of('role', newRole.address)),
      among: [{ ...newRole, address: `${newRole.address}["new"]` }, stays(`${newRole.address}["old"]`, 'old')],
      words: /newly allows `s3:GetObject`/,
    },
    'a policy that moves to another bucket, for the one that loses it': {
      change: replaced(bucketPolicy, inBucket('photos', tlsOnly), inBucket('others', tlsOnly)),
      words: /^moves away from `"photos"`, and `policy` no longer denies unencrypted/,
    },
    'a policy that moves to another bucket, for the one that gets it': {
      change: replaced(bucketPolicy, inBucket('old', allow), inBucket('photos', allow)),
      among: [destroyed('aws_s3_bucket.old', { id: 'old' })],
      words: /^moves to `"photos"`, and `policy` newly allows `s3:GetObject`/,
    },
    'a public access block that moves': {
      change: replaced(
        'aws_s3_bucket_public_access_block.a',
        { bucket: 'photos', ...block },
        { bucket: 'others', ...block },
      ),
      words: /no longer keeps the public out/,
    },
    'encryption that moves': {
      change: replaced(
        'aws_s3_bucket_server_side_encryption_configuration.a',
        { bucket: 'photos', ...sse },
        { bucket: 'others', ...sse },
      ),
      words: /encrypts objects less well/,
    },
    'a policy that moves to another role': {
      change: replaced(rolePolicy, inRole('function', allow), inRole('admin', allow)),
      words: /newly allows `s3:GetObject`/,
    },
    'attached policies that move to another role': {
      change: replaced(
        'aws_iam_role_policy_attachments_exclusive.a',
        { role_name: 'function', policy_arns: ['arn'] },
        { role_name: 'admin', policy_arns: ['arn'] },
      ),
      words: /attaches the policy `"arn"`/,
    },
    'a policy that moves from a bucket that is replaced to one that stays': {
      change: replaced(
        bucketPolicy,
        inBucket('photos', tlsOnly),
        inBucket('others', tlsOnly),
        of('bucket', renamed.address),
      ),
      among: [renamed, stays('aws_s3_bucket.photos["b"]', 'others')],
      words: /no longer denies unencrypted/,
    },
    'a policy that moves from a bucket that is replaced to a new one': {
      change: replaced(bucketPolicy, inBucket('photos', tlsOnly), policy(tlsOnly), unknownBucket('aws_s3_bucket.new')),
      among: [renamed, created('aws_s3_bucket.new')],
      words: /no longer denies unencrypted/,
    },
    'a policy that moves from a bucket that is left, unmanaged, to the new one': {
      change: replaced(bucketPolicy, inBucket('photos', tlsOnly), policy(tlsOnly), unknownBucket(renamed.address)),
      among: [{ ...renamed, actions: ['create', 'forget'] }],
      words: /^moves away from `"photos"`, and `policy` no longer denies unencrypted/,
    },
    'a policy that moves from a bucket that stays to one that is replaced': {
      change: replaced(bucketPolicy, inBucket('others', tlsOnly), policy(tlsOnly), unknownBucket(renamed.address)),
      among: [renamed],
      words: /no longer denies unencrypted/,
    },
  });

  const denial = policy({ ...tlsOnly, Action: '*' });
  itDoesNotWarnOf({
    'a policy of a role that is created with it': {
      changes: [newRole, created(rolePolicy, inRole('function', allow), of('role', newRole.address))],
    },
    'what is destroyed with the bucket that it is a part of': {
      changes: [
        destroyed(bucketPolicy, inBucket('photos', tlsOnly)),
        destroyed('aws_s3_bucket_server_side_encryption_configuration.photos', { bucket: 'photos', ...sse }),
        destroyed('aws_s3_bucket_public_access_block.photos', { bucket: 'photos', ...block }),
      ],
      among: [destroyed('aws_s3_bucket.photos', { id: 'photos' })],
    },
    'what is destroyed with the queue, role, … that it is a part of': {
      changes: [
        destroyed('aws_sqs_queue_policy.a', { queue_url: 'a', ...denial }),
        destroyed('aws_iam_role_policy.a', { role: 'a', ...denial }),
        destroyed('aws_iam_user_policy.a', { user: 'a', ...denial }),
        destroyed('aws_iam_group_policy.a', { group: 'a', ...denial }),
        destroyed('aws_lambda_function_event_invoke_config.a', retries('queue')),
        destroyed('aws_sns_topic_policy.a', { arn: 'arn:a', ...denial }),
        destroyed('aws_kms_key_policy.a', { key_id: 'a', ...denial }),
      ],
      among: [
        ...['sqs_queue', 'iam_role', 'iam_user', 'iam_group', 'kms_key'].map((it) =>
          destroyed(`aws_${it}.a`, { id: 'a' }),
        ),
        destroyed('aws_lambda_function.a', { id: 'thumbnail' }),
        destroyed('aws_sns_topic.a', { arn: 'arn:a' }),
      ],
    },
    'parts of a bucket that is replaced by one of another name': {
      changes: [
        replaced(bucketPolicy, inBucket('photos', tlsOnly), policy(tlsOnly), unknownBucket(renamed.address)),
        replaced(
          'aws_s3_bucket_public_access_block.a',
          { bucket: 'photos', ...block },
          { bucket: 'pictures', ...block },
          of('bucket', renamed.address),
        ),
      ],
      among: [renamed],
    },
    'a policy that moves from a role that is destroyed to a new one': {
      changes: [
        replaced(rolePolicy, inRole('old', tlsOnly, allow), inRole('function', allow), of('role', newRole.address)),
      ],
      among: [newRole, destroyed('aws_iam_role.old', { id: 'old' })],
    },
    'what is no longer managed': {
      changes: [{ ...destroyed(bucketPolicy, inBucket('photos', tlsOnly)), actions: ['forget'] }],
    },
  });
});
