import { expect } from 'chai';
import { PrivateBucket } from '../../../infra/constructs/private-bucket.ts';
import { readerStatements } from '../../../infra/reader-statements.ts';
import { Settings } from '../../../infra/settings.ts';
import { DataAwsIamPolicyDocument, S3Bucket, S3BucketPolicy } from '../../../infra/terraform.ts';
import { environment } from '../synthesized.ts';
import { violationsOf } from './violations.ts';

const roles = ['arn:aws:iam::123456789012:role/web'];
const cloudfrontDistributions = ['arn:aws:cloudfront::123456789012:distribution/E1ABCDEFGHIJKL'];
const settings = Settings.parse({
  ...environment,
  thumbnailKeys: '{dir}/thumbs/{name}_{variant}.{ext}.{format}',
  results: true,
});

const byRole = { actions: ['s3:GetObject'], principals: [{ type: 'AWS', identifiers: roles }] };
const byDistribution = {
  actions: ['s3:GetObject'],
  principals: [{ type: 'Service', identifiers: ['cloudfront.amazonaws.com'] }],
  condition: [{ test: 'StringEquals', variable: 'aws:SourceArn', values: cloudfrontDistributions }],
};

describe('readingOnly', () => {
  it('accepts the readers of a PrivateBucket', () => {
    const violations = violationsOf((stack) => {
      const bucket = new PrivateBucket(stack, 'photos', { name: 'photos', encryption: 'SSE-S3' });
      bucket.allow(readerStatements({ roles, cloudfrontDistributions }, settings, bucket.bucket.arn));
    });
    expect(violations).to.deep.equal([]);
  });

  it('accepts statements that let roles and distributions read under a prefix', () => {
    expect(ofStatement(byRole)).to.deep.equal([]);
    expect(ofStatement(byDistribution)).to.deep.equal([]);
  });

  const tooWide: Record<string, object> = {
    'another action': { ...byRole, actions: ['s3:GetObject', 's3:PutObject'] },
    'every action but some': { ...byRole, actions: [], notActions: ['s3:DeleteObject'] },
    'every object': { ...byRole, resources: [] },
    'the account': { ...byRole, principals: [{ type: 'AWS', identifiers: ['123456789012'] }] },
    'roles of any name': { ...byRole, principals: [{ type: 'AWS', identifiers: [`${roles}*`] }] },
    'everybody but some': { ...byRole, principals: [], notPrincipals: byRole.principals },
    'another service': { ...byDistribution, principals: [{ type: 'Service', identifiers: ['ec2.amazonaws.com'] }] },
    'any distribution of any account': { ...byDistribution, condition: [] },
    'any distribution of an account': {
      ...byDistribution,
      condition: [
        {
          test: 'StringEquals',
          variable: 'aws:SourceArn',
          values: ['arn:aws:cloudfront::123456789012:distribution/*'],
        },
      ],
    },
  };
  for (const [what, statement] of Object.entries(tooWide)) {
    it(`refuses a statement that allows ${what}`, () => {
      expect(ofStatement(statement)).to.deep.equal([
        "stack/policy: Read of the bucket's policy allows more than reading: use readerStatements",
      ]);
    });
  }

  it('refuses a policy that it cannot read', () => {
    const violations = violationsOf((stack) => {
      const bucket = new S3Bucket(stack, 'photos', { bucket: 'photos' }).id;
      new S3BucketPolicy(stack, 'policy', { bucket, policy: '{}' });
    });
    expect(violations).to.include(
      'stack/policy: the policy of the bucket cannot be checked: use a DataAwsIamPolicyDocument of this stack',
    );
  });
});

function ofStatement(statement: object): readonly string[] {
  return violationsOf((stack) => {
    const { arn, id } = new S3Bucket(stack, 'photos', { bucket: 'photos' });
    const resources = 'resources' in statement ? [`${arn}/*`] : [`${arn}/small/*`];
    const document = new DataAwsIamPolicyDocument(stack, 'document', {
      statement: [{ sid: 'Read', ...statement, resources }],
    });
    new S3BucketPolicy(stack, 'policy', { bucket: id, policy: document.json });
  }).filter((violation) => violation.startsWith('stack/policy:'));
}
