import { policies } from '../../../../scripts/review-plan/rules/policies.ts';
import { allow, changed, created, destroyed, policy, replaced, testRules, tlsOnly } from '../danger-cases.ts';

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

const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
const attaches = /^attaches the policy `"arn:aws:iam::aws:policy\/AdministratorAccess"`/;
const roleItself = 'aws_iam_role.function';
const unknownArns = { after_unknown: { managed_policy_arns: true } };

const ofAccount = (account_id: string) => ({
  prior_state: {
    values: { root_module: { resources: [{ type: 'aws_caller_identity', values: { account_id } }] } },
  },
});
const inNewBucket = { references: { bucket: ['aws_s3_bucket.a.id', 'aws_s3_bucket.a'] } };
const ofNewFunction = { references: { function_name: ['aws_lambda_function.thumbnail'] } };
const trust = (Service: string) => ({
  assume_role_policy: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service } }).policy,
});
const decrypt = (key: string) => ({
  Effect: 'Allow',
  Action: 'kms:Decrypt',
  Resource: `arn:aws:kms:eu-west-1:123456789012:key/${key}`,
});
const manage = { Effect: 'Allow', Action: 'kms:*', Resource: '*', Principal: { AWS: '123456789012' } };
const fromBucket = { ...permission, source_arn: 'arn:aws:s3:::photos', source_account: '123456789012' };

const boundary = 'aws_iam_policy.boundary';
const bounded = created(
  roleItself,
  { name: 'function' },
  { references: { permissions_boundary: [`${boundary}.arn`, boundary] } },
);

describe('policies', () => {
  testRules(policies, {
    widened: {
      warnsOf: {
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
            {
              assume_role_policy: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '1' } }).policy,
            },
            {
              assume_role_policy: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '2' } }).policy,
            },
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
        'a new policy that is a boundary, and attached as well': {
          change: created(boundary, policy({ ...allow, Action: '*' })),
          among: [
            bounded,
            created(
              'aws_iam_role_policy_attachment.a',
              { role: 'function' },
              { references: { policy_arn: [`${boundary}.arn`, boundary] } },
            ),
          ],
          words: /^`policy` allows `\*` on /,
        },
        'a boundary that allows more than before': {
          change: changed(boundary, policy(allow), policy({ ...allow, Action: '*' })),
          among: [bounded],
          words: /newly allows `\*` on /,
        },
        'a new bucket that is open to another account': {
          change: created(bucketPolicy, policy({ ...allow, Principal: { AWS: '210987654321' } }), inNewBucket),
          among: [created('aws_s3_bucket.a')],
          plan: ofAccount('123456789012'),
          words: /^`policy` allows `s3:GetObject` on `.*` to `210987654321`\.$/,
        },
        'a new role that another account may assume': {
          change: created(roleItself, {
            assume_role_policy: policy({
              Effect: 'Allow',
              Action: 'sts:AssumeRole',
              Principal: { AWS: 'arn:aws:iam::210987654321:role/a' },
            }).policy,
          }),
          plan: ofAccount('123456789012'),
          words: /^`assume_role_policy` allows `sts:AssumeRole` to `arn:aws:iam::210987654321:role\/a`\.$/,
        },
        'a new role that some account may assume, when it is not known which is ours': {
          change: created(roleItself, {
            assume_role_policy: policy({
              Effect: 'Allow',
              Action: 'sts:AssumeRole',
              Principal: { AWS: '210987654321' },
            }).policy,
          }),
          words: /^`assume_role_policy` allows `sts:AssumeRole` to `210987654321`\.$/,
        },
        'a new permission for the bucket of another account': {
          change: created('aws_lambda_permission.a', { ...permission, source_account: '210987654321' }, ofNewFunction),
          among: [created('aws_lambda_function.thumbnail', { function_name: 'thumbnail' })],
          plan: ofAccount('123456789012'),
          words:
            /^`permission` allows `lambda:InvokeFunction` on `thumbnail` to `s3.amazonaws.com` if `aws:sourceaccount`/,
        },
        'a new role that may send to another account': {
          change: created(role, policy({ ...allow, Resource: 'arn:aws:sqs:eu-west-1:210987654321:a' }), {
            references: { role: ['aws_iam_role.function'] },
          }),
          among: [created('aws_iam_role.function', { name: 'function' })],
          plan: ofAccount('123456789012'),
          words: /allows `s3:GetObject` on `arn:aws:sqs:eu-west-1:210987654321:a`/,
        },
        'an event bus that another account may use': {
          change: created('aws_cloudwatch_event_permission.a', { principal: '210987654321', statement_id: 'a' }),
          plan: ofAccount('123456789012'),
          words: /^`permission` allows `events:PutEvents` .*to `210987654321`/,
        },
        'an unknown policy by the configuration of the document that it will be made of': {
          change: changed(role, policy(allow), {}, unknownPolicy('data.aws_iam_policy_document.a')),
          among: [document('a', { statement: [{ actions: ['s3:*'], resources: [null] }] }, [{ resources: [true] }])],
          words: /^`policy` newly allows `s3:\*` on `\(known after apply\)` \(\*\*a wildcard\*\*\)\.$/,
        },
      },
      isQuietAbout: {
        'a new policy that is only a boundary': {
          changes: [created(boundary, policy({ ...allow, Action: '*', Resource: '*' }))],
          among: [bounded],
        },
        'a new policy that nothing had before': { changes: [created('aws_iam_policy.a', policy(allow))] },
        'a new policy for our own account': {
          changes: [
            created('aws_kms_key.a', policy({ ...manage, Principal: { AWS: 'arn:aws:iam::123456789012:root' } })),
            created('aws_iam_policy.a', policy({ ...manage, Action: 'sns:Publish' })),
          ],
          plan: ofAccount('123456789012'),
        },
        'policies that AWS determines, such as that of a new queue': {
          changes: [created('aws_sqs_queue.a', {}, { after_unknown: { policy: true } })],
        },
        'a policy that allows less': {
          changes: [
            changed(
              role,
              policy({ ...allow, Action: 's3:*' }),
              policy({ ...allow, Resource: 'arn:aws:s3:::photos/a/*' }),
            ),
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
      },
    },
    unreadable: {
      warnsOf: {
        'an invalid policy': {
          change: changed(role, policy(allow), { policy: '{"Statement": [{"Effect": "Perhaps"}]}' }),
          words: /cannot be checked: `policy` is not written as policies are/,
        },
        'a policy with an element that policies do not have': {
          change: changed(role, policy(allow), policy({ ...allow, Conditions: {} })),
          words: /cannot be checked: `policy` is not written as policies are/,
        },
      },
    },
    attached: {
      warnsOf: {
        'a policy that is attached by its ARN': {
          change: created('aws_iam_role_policy_attachment.a', { role: 'a', policy_arn: admin }),
          words: attaches,
        },
        'a policy that is not known, but attached': {
          change: created('aws_iam_role_policy_attachment.a', { role: 'a' }, { after_unknown: { policy_arn: true } }),
          words: /^attaches the policy `\(known after apply\)`/,
        },
        'a policy that is attached to somebody else as well': {
          change: changed(
            'aws_iam_policy_attachment.a',
            { policy_arn: admin, roles: ['a'] },
            { policy_arn: admin, roles: ['a', 'b'] },
          ),
          words: attaches,
        },
        'a policy among those that alone are attached': {
          change: changed(
            'aws_iam_role_policy_attachments_exclusive.a',
            { policy_arns: ['arn'] },
            { policy_arns: ['arn', admin] },
          ),
          words: attaches,
        },
        'a managed policy of a role': {
          change: changed(roleItself, { managed_policy_arns: [] }, { managed_policy_arns: [admin] }),
          words: attaches,
        },
        'a managed policy of a new role': {
          change: created(roleItself, { managed_policy_arns: [admin] }),
          words: attaches,
        },
        'managed policies of a role that are not known': {
          change: changed(roleItself, {}, {}, { ...unknownArns, references: { managed_policy_arns: [] } }),
          words: /^attaches the policy `\(known after apply\)`/,
        },
      },
      isQuietAbout: {
        'policies that stay attached, or no longer are': {
          changes: [
            changed(roleItself, { managed_policy_arns: [admin, 'arn'] }, { managed_policy_arns: ['arn'] }),
            changed(
              'aws_iam_policy_attachment.a',
              { policy_arn: admin, roles: ['a', 'b'] },
              { policy_arn: admin, roles: ['b'] },
            ),
          ],
        },
        'what AWS determines of a new role': { changes: [created(roleItself, {}, unknownArns)] },
      },
    },
    narrowed: {
      warnsOf: {
        'a role that loses an action': {
          change: changed(role, policy({ ...allow, Action: ['s3:GetObject', 's3:PutObject'] }), policy(allow)),
          words: /^`policy` no longer allows `s3:PutObject` on `arn:aws:s3:::photos\/\*`\.$/,
        },
        'a role that loses some of the objects': {
          change: changed(role, policy(allow), policy({ ...allow, Resource: 'arn:aws:s3:::photos/a/*' })),
          words: /no longer allows `s3:GetObject` on `arn:aws:s3:::photos\/\*`/,
        },
        'a role that loses the key of older objects': {
          change: changed(role, policy(decrypt('old')), policy(decrypt('new'))),
          words: /no longer allows `kms:Decrypt` on `arn:aws:kms:eu-west-1:123456789012:key\/old`/,
        },
        'a role that loses the key of its log': {
          change: changed(role, policy({ ...decrypt('log'), Action: 'kms:GenerateMac' }), policy(decrypt('log'))),
          words: /no longer allows `kms:GenerateMac` on `arn:aws:kms:eu-west-1:123456789012:key\/log`/,
        },
        "a role's policy that is destroyed": {
          change: destroyed(role, { role: 'function', ...policy(allow) }),
          words: /no longer allows `s3:GetObject`/,
        },
        "a role's policy of every action that is destroyed": {
          change: destroyed(role, { role: 'function', ...policy({ ...allow, Action: 's3:*' }) }),
          words: /no longer allows `s3:\*`/,
        },
        'a role whose actions become conditional': {
          change: changed(
            role,
            policy(allow),
            policy({ ...allow, Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }),
          ),
          words: /no longer allows `s3:GetObject`/,
        },
        'a role that Lambda may no longer assume': {
          change: changed(roleItself, trust('lambda.amazonaws.com'), trust('ec2.amazonaws.com')),
          words: /`assume_role_policy` no longer allows `sts:AssumeRole` to `lambda\.amazonaws\.com`/,
        },
        'a permission that is destroyed': {
          change: destroyed('aws_lambda_permission.a', fromBucket),
          words: /`permission` no longer allows `lambda:InvokeFunction` on `thumbnail` to `s3\.amazonaws\.com`/,
        },
        'a permission for an alias of the function alone': {
          change: replaced('aws_lambda_permission.a', fromBucket, { ...fromBucket, qualifier: 'live' }),
          words: /no longer allows `lambda:InvokeFunction` on `thumbnail` to/,
        },
        'a permission for another bucket': {
          change: replaced('aws_lambda_permission.a', fromBucket, { ...fromBucket, source_arn: 'arn:aws:s3:::others' }),
          words: /no longer allows `lambda:InvokeFunction`/,
        },
        'a topic to which alarms may no longer publish': {
          change: changed(
            'aws_sns_topic_policy.a',
            policy({ ...allow, Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
            policy(tlsOnly),
          ),
          words: /no longer allows `sns:Publish` .* to `cloudwatch\.amazonaws\.com`/,
        },
        'a key that the account may no longer manage': {
          change: changed('aws_kms_key.a', policy(manage), policy({ ...manage, Action: 'kms:Decrypt' })),
          words: /no longer allows `kms:\*` on `\*` to `123456789012`/,
        },
        'a bucket that CloudFront may no longer read': {
          change: changed(
            bucketPolicy,
            policy(tlsOnly, { ...allow, Principal: { Service: 'cloudfront.amazonaws.com' } }),
            policy(tlsOnly),
          ),
          words: /no longer allows `s3:GetObject` .* to `cloudfront\.amazonaws\.com`/,
        },
      },
      isQuietAbout: {
        'a policy whose statements move to another policy of the same role': {
          changes: [destroyed(role, { role: 'function', ...policy(allow) })],
          among: [created(`${role}s["a"]`, { role: 'function', ...policy(allow) })],
        },
        'a permission that moves to another address': {
          changes: [destroyed('aws_lambda_permission.a', fromBucket)],
          among: [created('aws_lambda_permission.b', fromBucket)],
        },
        'an action that the pipeline does without': {
          changes: [
            changed(role, policy({ ...allow, Action: ['s3:GetObject', 'xray:PutTraceSegments'] }), policy(allow)),
          ],
        },
      },
    },
    removed: {
      warnsOf: {
        'a role that keeps none of its inline policies': {
          change: changed(
            'aws_iam_role_policies_exclusive.a',
            { role_name: 'a', policy_names: ['a'] },
            { role_name: 'a', policy_names: [] },
          ),
          words: /^removes the inline policy `"a"` from the role\.$/,
        },
      },
      isQuietAbout: {
        'one inline policy more': {
          changes: [
            changed(
              'aws_iam_role_policies_exclusive.a',
              { role_name: 'a', policy_names: ['a'] },
              { role_name: 'a', policy_names: ['a', 'b'] },
            ),
          ],
        },
      },
    },
    denying: {
      warnsOf: {
        'a denial in the policy of a bucket': {
          change: changed(
            bucketPolicy,
            policy(tlsOnly),
            policy(tlsOnly, { ...allow, Effect: 'Deny', Principal: '*', Action: 's3:PutObject' }),
          ),
          words: /^`policy` newly denies `s3:PutObject` on `arn:aws:s3:::photos\/\*`/,
        },
        'a new policy for a bucket that is there, which denies': {
          change: created(bucketPolicy, { bucket: 'photos', ...policy({ ...allow, Effect: 'Deny', Principal: '*' }) }),
          words: /newly denies `s3:GetObject`/,
        },
        'a denial in the policy of a role': {
          change: changed(role, policy(allow), policy(allow, { Effect: 'Deny', Action: 'sqs:*', Resource: '*' })),
          words: /newly denies `sqs:\*`/,
        },
      },
      isQuietAbout: {
        'a denial of unencrypted transport': {
          changes: [
            changed(bucketPolicy, policy(), policy(tlsOnly)),
            created(bucketPolicy, { bucket: 'a', ...policy(tlsOnly) }),
          ],
        },
      },
    },
  });
});
