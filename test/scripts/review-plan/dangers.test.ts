import { expect } from 'chai';
import { dangersOf } from '../../../scripts/review-plan/dangers.ts';
import { resourceChanges } from '../../../scripts/review-plan/resource-change.ts';
import { type GivenChange, planOf } from './plans.ts';

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' };
const tlsOnly = { ...allow, Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
const policy = (...Statement: object[]) => ({ policy: JSON.stringify({ Version: '2012-10-17', Statement }) });
const role = 'aws_iam_role_policy.function';
const bucketPolicy = 'aws_s3_bucket_policy.photos';
const encryption = 'aws_s3_bucket_server_side_encryption_configuration.photos';
const sse = (sse_algorithm: string, kms_master_key_id: string | null = null) => ({
  rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm, kms_master_key_id }] }],
});
const permission = { action: 'lambda:InvokeFunction', function_name: 'thumbnail', principal: 's3.amazonaws.com' };
const lifecycle = (days: number | null, status = 'Enabled', prefix = '') => ({
  rule: [{ id: 'expire', status, filter: [{ prefix }], expiration: days === null ? [] : [{ days }] }],
});
const expiry = 'aws_s3_bucket_lifecycle_configuration.photos';
const publicAccessBlock = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};

const changed = (address: string, before: object, after: object, more: GivenChange = {}) => ({
  address,
  before,
  after,
  ...more,
});
const destroyed = (address: string, before: object = {}) => ({ address, actions: ['delete'], before });
const created = (address: string, after: object, more: GivenChange = {}) => ({
  address,
  actions: ['create'],
  after,
  ...more,
});

const dangerous: Record<string, { change: GivenChange; words: RegExp }> = {
  'a queue that is destroyed': {
    change: destroyed('aws_sqs_queue.a'),
    words: /destroyed\*\*, and with it its messages/,
  },
  'a bucket that is replaced': {
    change: { ...destroyed('aws_s3_bucket.a'), actions: ['create', 'delete'], after: {}, replace_paths: [['bucket']] },
    words: /made anew\*\*, without its objects, because `bucket` cannot be changed in place\. AWS refuses/,
  },
  'a bucket that is destroyed with its objects': {
    change: destroyed('aws_s3_bucket.a', { force_destroy: true }),
    words: /with it its objects\.$/,
  },
  'a new action': {
    change: changed(role, policy(allow), policy({ ...allow, Action: ['s3:GetObject', 's3:PutObject'] })),
    words: /newly allows `s3:PutObject` on `arn:aws:s3:::photos\/\*`\.$/,
  },
  'a new resource': {
    change: changed(role, policy(allow), policy({ ...allow, Resource: '*' })),
    words: /newly allows `s3:GetObject` on `\*` \(\*\*a wildcard/,
  },
  'a new principal': {
    change: changed(
      bucketPolicy,
      policy({ ...allow, Principal: { AWS: '1' } }),
      policy({ ...allow, Principal: { AWS: ['1', '2'] } }),
    ),
    words: /on `.*` to `2`\.$/,
  },
  'a policy that lets anyone in': {
    change: changed(bucketPolicy, policy(tlsOnly), policy(tlsOnly, { ...allow, Principal: { AWS: '*' } })),
    words: /newly allows .* to \*\*anyone\*\*/,
  },
  'a trust policy that lets another account in': {
    change: changed(
      'aws_iam_role.function',
      { assume_role_policy: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '1' } }).policy },
      { assume_role_policy: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '2' } }).policy },
    ),
    words: /`assume_role_policy` newly allows `sts:AssumeRole` to `2`/,
  },
  'everything but some actions': {
    change: changed(role, policy(allow), policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })),
    words: /newly allows everything but `iam:\*`/,
  },
  'a condition that is dropped': {
    change: changed(role, policy({ ...allow, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), policy(allow)),
    words: /allows on other conditions than before/,
  },
  'a denial that is removed': {
    change: changed(bucketPolicy, policy(tlsOnly), policy()),
    words: /no longer denies unencrypted/,
  },
  "a bucket's policy that is destroyed while the bucket stays": {
    change: destroyed(bucketPolicy, { bucket: 'photos', ...policy(tlsOnly) }),
    words: /no longer denies unencrypted/,
  },
  'a policy for a role that is there already': {
    change: created(role, { role: 'function', ...policy(allow) }),
    words: /newly allows `s3:GetObject`/,
  },
  'a policy that is attached by its ARN': {
    change: created('aws_iam_role_policy_attachment.a', { role: 'a', policy_arn: 'arn:aws:iam::aws:policy/Admin' }),
    words: /attaches the policy `"arn:aws:iam::aws:policy\/Admin"`/,
  },
  'a policy that becomes unknown': {
    change: changed(role, policy(allow), {}, { after_unknown: { policy: true } }),
    words: /cannot be checked: `policy` is `\(known after apply\)`/,
  },
  'a policy that is sensitive': {
    change: changed(role, policy(allow), policy(tlsOnly), {
      after_sensitive: { policy: true },
      references: { policy: [] },
    }),
    words: /cannot be checked: `policy` is `\(sensitive\)`/,
  },
  'a policy that is none': {
    change: changed(role, policy(allow), { policy: '{"Statement": [{"Effect": "Perhaps"}]}' }),
    words: /cannot be checked: `policy` is not written as policies are/,
  },
  'a permission for any bucket of anyone': {
    change: changed('aws_lambda_permission.a', { ...permission, source_arn: 'arn:aws:s3:::photos' }, permission),
    words: /`permission` allows on other conditions than before `lambda:InvokeFunction`/,
  },
  'a public access block that is loosened': {
    change: changed('aws_s3_bucket_public_access_block.a', publicAccessBlock, {
      ...publicAccessBlock,
      ignore_public_acls: false,
    }),
    words: /no longer keeps the public out: `ignore_public_acls` is `false`/,
  },
  'a public access block that is destroyed': {
    change: destroyed('aws_s3_bucket_public_access_block.a', publicAccessBlock),
    words: /`block_public_acls` is `nothing`/,
  },
  'a public access control list': {
    change: changed('aws_s3_bucket_acl.a', { acl: 'private' }, { acl: 'public-read' }),
    words: /opened to the public by `public-read`/,
  },
  'a function that anyone can invoke': {
    change: created('aws_lambda_function_url.a', { authorization_type: 'NONE' }),
    words: /anyone on the Internet/,
  },
  'a log that is kept for less long': {
    change: changed('aws_cloudwatch_log_group.a', { retention_in_days: 0 }, { retention_in_days: 30 }),
    words: /removes log lines earlier: `retention_in_days` `0` → `30`/,
  },
  'a retention that becomes unknown': {
    change: changed(
      'aws_cloudwatch_log_group.a',
      { retention_in_days: 30 },
      {},
      { after_unknown: { retention_in_days: true } },
    ),
    words: /cannot be checked: `retention_in_days` was `30`, and is `\(known after apply\)`/,
  },
  'objects that expire earlier': { change: changed(expiry, lifecycle(30), lifecycle(7)), words: /`30` → `7`/ },
  'objects that expire at last': { change: changed(expiry, lifecycle(null), lifecycle(365)), words: /→ `365`/ },
  'other objects that expire': {
    change: changed(expiry, lifecycle(30, 'Enabled', 'a/'), lifecycle(30)),
    words: /remove objects earlier/,
  },
  'a rule of expiry that is enabled': {
    change: changed(expiry, lifecycle(30, 'Disabled'), lifecycle(30)),
    words: /`"expire"` `nothing` → `30`/,
  },
  'encryption with a weaker algorithm': {
    change: changed(encryption, sse('aws:kms'), sse('AES256')),
    words: /encrypts objects less well.* `"aws:kms"` → `"AES256"`/,
  },
  'encryption that is destroyed': { change: destroyed(encryption, sse('AES256')), words: /encrypts objects less well/ },
  'a key of its own that is given up': {
    change: changed(encryption, sse('aws:kms', 'arn:key'), sse('aws:kms')),
    words: /no longer encrypted with its own key/,
  },
  'a queue without encryption': {
    change: changed('aws_sqs_queue.a', { sqs_managed_sse_enabled: true }, { sqs_managed_sse_enabled: false }),
    words: /keeps messages unencrypted/,
  },
  'versioning that is suspended': {
    change: changed(
      'aws_s3_bucket_versioning.a',
      { versioning_configuration: [{ status: 'Enabled' }] },
      { versioning_configuration: [{ status: 'Suspended' }] },
    ),
    words: /keeps no old versions/,
  },
  'a function that may invoke itself': {
    change: changed(
      'aws_lambda_function_recursion_config.a',
      { recursive_loop: 'Terminate' },
      { recursive_loop: 'Allow' },
    ),
    words: /invoke itself/,
  },
  'concurrency without a ceiling': {
    change: changed(
      'aws_lambda_function.a',
      { reserved_concurrent_executions: 10 },
      { reserved_concurrent_executions: -1 },
    ),
    words: /takes away the ceiling/,
  },
  'a bucket that may be destroyed with its objects': {
    change: changed('aws_s3_bucket.a', { force_destroy: false }, { force_destroy: true }),
    words: /destroyed with all that is in it/,
  },
};

const harmless: Record<string, GivenChange[]> = {
  'a queue that is created': [created('aws_sqs_queue.a', { sqs_managed_sse_enabled: true })],
  'a function that is replaced': [{ address: 'aws_lambda_function.a', actions: ['delete', 'create'] }],
  'a bucket that is no longer managed': [{ address: 'aws_s3_bucket.a', actions: ['forget'], before: {} }],
  'a policy that allows less': [
    changed(role, policy({ ...allow, Action: 's3:*' }), policy({ ...allow, Resource: 'arn:aws:s3:::photos/a/*' })),
  ],
  'statements that are split, renamed and reordered': [
    changed(
      role,
      policy({ ...allow, Action: ['s3:GetObject', 's3:PutObject'] }, tlsOnly),
      policy(tlsOnly, { ...allow, Sid: 'Put', Action: 'S3:PutObject' }, { ...allow, Sid: 'Get' }),
    ),
  ],
  'a policy of a role that is created with it': [
    created('aws_iam_role.function', { name: 'function' }),
    created(role, { role: 'function', ...policy(allow) }, { references: { role: ['aws_iam_role.function'] } }),
  ],
  'what is destroyed with the bucket that it is a part of': [
    destroyed(bucketPolicy, { bucket: 'photos', ...policy(tlsOnly) }),
    destroyed(encryption, { bucket: 'photos', ...sse('AES256') }),
    destroyed('aws_s3_bucket_public_access_block.photos', { bucket: 'photos', ...publicAccessBlock }),
  ],
  'objects that expire later, or no longer': [
    changed(expiry, lifecycle(7), lifecycle(30)),
    changed(expiry, lifecycle(7), lifecycle(7, 'Disabled')),
    changed(expiry, lifecycle(7), lifecycle(null)),
  ],
  'markers of deleted objects that expire': [
    changed(
      expiry,
      {},
      { rule: [{ id: 'a', status: 'Enabled', expiration: [{ expired_object_delete_marker: true }] }] },
      { after_unknown: { rule: [{ expiration: [{ days: true }] }] } },
    ),
  ],
  'a log that is kept longer': [
    changed('aws_cloudwatch_log_group.a', { retention_in_days: 30 }, { retention_in_days: 0 }),
  ],
  'a queue with a key of its own': [
    changed(
      'aws_sqs_queue.a',
      { sqs_managed_sse_enabled: true },
      { sqs_managed_sse_enabled: false, kms_master_key_id: 'key' },
    ),
  ],
};

/** Destroyed with its parts, which is itself dangerous. */
const photos = destroyed('aws_s3_bucket.photos', { id: 'photos' });

describe('dangersOf', () => {
  for (const [what, { change, words }] of Object.entries(dangerous)) {
    it(`warns of ${what}`, () => {
      const dangers = dangersOf(resourceChanges(planOf(change)));
      expect(dangers.map(({ address }) => address)).to.include(change.address);
      expect(dangers[0]?.message.text).to.match(words);
    });
  }

  for (const [what, changes] of Object.entries(harmless)) {
    it(`does not warn of ${what}`, () => {
      const dangers = dangersOf(resourceChanges(planOf(...changes, photos)));
      expect(dangers.filter(({ address }) => address !== photos.address)).to.deep.equal([]);
    });
  }

  it('warns of what a new role may not need, although it is new', () => {
    const plan = planOf(
      created('aws_iam_role.function', { name: 'function' }),
      created(role, policy({ ...allow, Action: '*' }), { references: { role: ['aws_iam_role.function'] } }),
    );
    expect(dangersOf(resourceChanges(plan)).map(({ message }) => message.text)).to.deep.equal([
      '`policy` allows `*` on `arn:aws:s3:::photos/*` (**a wildcard**).',
    ]);
  });

  it('reads an unknown policy in the configuration of the document that it will be made of', () => {
    const statement = [{ effect: 'Allow', actions: ['s3:*'], resources: [null] }];
    const plan = planOf(
      changed(
        role,
        policy(allow),
        {},
        {
          after_unknown: { policy: true },
          references: { policy: ['data.aws_iam_policy_document.a'] },
        },
      ),
      {
        address: 'data.aws_iam_policy_document.a',
        actions: ['read'],
        after: { statement },
        after_unknown: { json: true, statement: [{ resources: [true] }] },
      },
    );
    const [danger] = dangersOf(resourceChanges(plan));
    expect(danger?.message.text).to.equal('`policy` newly allows `s3:*` on `(known after apply)` (**a wildcard**).');
  });
});
