import { allow, changed, created, destroyed, itDoesNotWarnOf, itWarnsOf, policy, tlsOnly } from './danger-cases.ts';

const bucketPolicy = 'module.m["a"].aws_s3_bucket_policy.photos';
const unknownPolicy = { after_unknown: { policy: true } };
const lifecycle = { rule: [{ id: 'a', status: 'Enabled', expiration: [{ days: 7 }] }] };
const ofBucket = { references: { bucket: ['aws_s3_bucket.photos.id', 'aws_s3_bucket.photos'] } };
const document = (address: string, ...statement: object[]) => ({
  address,
  actions: ['read'],
  after: { statement },
  after_unknown: { json: true },
});

describe('the dangers in a module', () => {
  itWarnsOf({
    'a policy that is not known': {
      change: created(bucketPolicy, { bucket: 'photos' }, { ...unknownPolicy, references: { policy: ['local.a'] } }),
      words: /^cannot be checked: `policy` is `\(known after apply\)`\.$/,
    },
    'a policy that is not known, of an address without configuration': {
      change: created(bucketPolicy, { bucket: 'photos' }, { ...unknownPolicy, isUnconfigured: true }),
      words: /^cannot be checked: `policy`/,
    },
    'managed policies that are not known, of an address without configuration': {
      change: created(
        'module.m.aws_iam_role.a',
        {},
        { after_unknown: { managed_policy_arns: true }, isUnconfigured: true },
      ),
      words: /^attaches the policy `\(known after apply\)`/,
    },
    'a policy by the document of the same module': {
      change: changed(
        bucketPolicy,
        { bucket: 'photos', ...policy(tlsOnly) },
        { bucket: 'photos' },
        {
          ...unknownPolicy,
          references: { policy: ['data.aws_iam_policy_document.a.json', 'data.aws_iam_policy_document.a'] },
        },
      ),
      among: [
        document('module.m["a"].data.aws_iam_policy_document.a', { actions: ['s3:*'], resources: ['*'] }),
        document('module.m["b"].data.aws_iam_policy_document.a', { actions: ['s3:GetObject'], resources: ['*'] }),
      ],
      words: /^`policy` newly allows `s3:\*`/,
    },
    'a policy by one instance of a document': {
      change: changed(
        bucketPolicy,
        { bucket: 'photos', ...policy(tlsOnly) },
        { bucket: 'photos' },
        {
          ...unknownPolicy,
          references: {
            policy: ['[0].json', '[0]', ''].map((it) => `data.aws_iam_policy_document.a${it}`),
          },
        },
      ),
      among: [
        document('module.m["a"].data.aws_iam_policy_document.a[0]', { actions: ['s3:*'], resources: ['*'] }),
        document('module.m["a"].data.aws_iam_policy_document.a[1]', { actions: ['s3:GetObject'], resources: ['*'] }),
      ],
      words: /^`policy` newly allows `s3:\*`/,
    },
    'a lifecycle of a bucket that is there': {
      change: created('module.m.aws_s3_bucket_lifecycle_configuration.a', { bucket: 'photos', ...lifecycle }, ofBucket),
      among: [created('aws_s3_bucket.photos', { bucket: 'pictures' })],
      words: /^would remove objects earlier/,
    },
    'a permission that goes in each instance': {
      change: destroyed('module.m["a"].module.n[0].aws_iam_role_policy.a["x"]', { role: 'a', ...policy(allow) }),
      words: /no longer allows `s3:GetObject`/,
    },
  });

  itDoesNotWarnOf({
    'a lifecycle of a new bucket in the same module': {
      changes: [created('module.m.aws_s3_bucket_lifecycle_configuration.a', lifecycle, ofBucket)],
      among: [created('module.m.aws_s3_bucket.photos', { bucket: 'photos' })],
    },
    'a lifecycle of a new bucket in each instance of a module': {
      changes: ['a', 'b'].map((key) =>
        created(`module.m["${key}"].aws_s3_bucket_lifecycle_configuration.a[0]`, lifecycle, ofBucket),
      ),
      among: ['a', 'b'].map((key) => created(`module.m["${key}"].aws_s3_bucket.photos`, { bucket: key })),
    },
    'what AWS determines of a queue in a module': {
      changes: [created('module.m.aws_sqs_queue.a', {}, unknownPolicy)],
    },
  });
});
