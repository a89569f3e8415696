import { allow, changed, created, itDoesNotWarnOf, itWarnsOf, policy, tlsOnly } from '../danger-tables.ts';

const role = 'aws_iam_role_policy.function';
const bucketPolicy = 'aws_s3_bucket_policy.photos';
const permission = { action: 'lambda:InvokeFunction', function_name: 'thumbnail', principal: 's3.amazonaws.com' };
const unknownPolicy = (...documents: string[]) => ({
  after_unknown: { policy: true },
  references: { policy: documents },
});
const document = (name: string, after: object, statement: object[] = []) => ({
  address: `data.aws_iam_policy_document.${name}`,
  actions: ['read'],
  after,
  after_unknown: { json: true, statement },
});

describe('widenedPolicies', () => {
  itWarnsOf({
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
      change: changed(
        role,
        policy({ ...allow, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
        policy(allow),
      ),
      words: /allows on other conditions than before/,
    },
    'a denial that is removed': {
      change: changed(bucketPolicy, policy(tlsOnly), policy()),
      words: /no longer denies unencrypted/,
    },
    'a policy for a role that is there already': {
      change: created(role, { role: 'function', ...policy(allow) }),
      words: /newly allows `s3:GetObject`/,
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
    'whom a new role trusts, when that is not known': {
      change: created(
        'aws_iam_role.function',
        {},
        { after_unknown: { assume_role_policy: true }, references: { assume_role_policy: [] } },
      ),
      words: /^cannot be checked: `assume_role_policy` is `\(known after apply\)`/,
    },
    'a policy within a role that is not known, where there was none': {
      change: changed(
        'aws_iam_role.function',
        { inline_policy: [] },
        {},
        { after_unknown: { inline_policy: true }, references: { inline_policy: [] } },
      ),
      words: /^cannot be checked: `inline_policy` is `\(known after apply\)`/,
    },
    'one policy within a new role that is not known': {
      change: created(
        'aws_iam_role.function',
        { inline_policy: [{ name: 'a' }] },
        { after_unknown: { inline_policy: [{ policy: true }] }, references: { inline_policy: [] } },
      ),
      words: /^cannot be checked: `inline_policy.0.policy` is `\(known after apply\)`/,
    },
    'a policy that is made of two documents': {
      change: changed(
        role,
        policy(allow),
        {},
        unknownPolicy('data.aws_iam_policy_document.a', 'data.aws_iam_policy_document.ab'),
      ),
      among: [document('a', { statement: [] }), document('ab', { statement: [{ actions: ['*'] }] })],
      words: /^cannot be checked: `policy` is `\(known after apply\)`/,
    },
    'a policy that is none': {
      change: changed(role, policy(allow), { policy: '{"Statement": [{"Effect": "Perhaps"}]}' }),
      words: /cannot be checked: `policy` is not written as policies are/,
    },
    'a policy with an element that policies do not have': {
      change: changed(role, policy(allow), policy({ ...allow, Conditions: {} })),
      words: /cannot be checked: `policy` is not written as policies are/,
    },
    'a new bucket that is open to anyone': {
      change: created(bucketPolicy, policy({ ...allow, Principal: '*' }), {
        references: { bucket: ['aws_s3_bucket.a'] },
      }),
      among: [created('aws_s3_bucket.a')],
      words: /^`policy` allows `s3:GetObject` on `.*` to \*\*anyone\*\*\.$/,
    },
    'a permission for any bucket of anyone': {
      change: changed('aws_lambda_permission.a', { ...permission, source_arn: 'arn:aws:s3:::photos' }, permission),
      words: /`permission` allows on other conditions than before `lambda:InvokeFunction`/,
    },
    'what a new role may not need, although it is new': {
      change: created(role, policy({ ...allow, Action: '*' }), { references: { role: ['aws_iam_role.function'] } }),
      among: [created('aws_iam_role.function', { name: 'function' })],
      words: /^`policy` allows `\*` on `arn:aws:s3:::photos\/\*` \(\*\*a wildcard\*\*\)\.$/,
    },
    'an unknown policy by the configuration of the document that it will be made of': {
      change: changed(role, policy(allow), {}, unknownPolicy('data.aws_iam_policy_document.a')),
      among: [document('a', { statement: [{ actions: ['s3:*'], resources: [null] }] }, [{ resources: [true] }])],
      words: /^`policy` newly allows `s3:\*` on `\(known after apply\)` \(\*\*a wildcard\*\*\)\.$/,
    },
  });

  itDoesNotWarnOf({
    'a new policy that nothing had before': { changes: [created('aws_iam_policy.a', policy(allow))] },
    'policies that AWS determines, such as that of a new queue': {
      changes: [created('aws_sqs_queue.a', {}, { after_unknown: { policy: true } })],
    },
    'a policy that allows less': {
      changes: [
        changed(role, policy({ ...allow, Action: 's3:*' }), policy({ ...allow, Resource: 'arn:aws:s3:::photos/a/*' })),
      ],
    },
    'statements that are split, renamed and reordered': {
      changes: [
        changed(
          role,
          policy({ ...allow, Action: ['s3:GetObject', 's3:PutObject'] }, tlsOnly),
          policy(tlsOnly, { ...allow, Sid: 'Put', Action: 'S3:PutObject' }, { ...allow, Sid: 'Get' }),
        ),
      ],
    },
  });
});
