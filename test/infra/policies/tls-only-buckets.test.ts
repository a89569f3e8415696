import { expect } from 'chai';
import type { ReadableStack } from '../../../infra/readable-stack.ts';
import { DataAwsIamPolicyDocument, S3Bucket, S3BucketPolicy } from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

const violation =
  'stack/photos: the bucket accepts plain HTTP: use PrivateBucket, or deny s3:* on it and its objects where aws:SecureTransport is false';

const denied = (arn: string) => ({
  effect: 'Deny',
  principals: [{ type: '*', identifiers: ['*'] }],
  actions: ['s3:*'],
  resources: [arn, `${arn}/*`],
  condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
});

describe('tlsOnlyBuckets', () => {
  it('refuses a bucket without a policy', () => {
    expect(violationsOf((stack) => void new S3Bucket(stack, 'photos', { bucket: 'photos' }))).to.include(violation);
  });

  it('accepts a bucket that denies everybody plain HTTP', () => {
    expect(ofStatement(denied)).not.to.include(violation);
    const everyUser = [{ type: 'AWS', identifiers: ['*'] }];
    expect(ofStatement((arn) => ({ ...denied(arn), principals: everyUser }))).not.to.include(violation);
  });

  const insufficient: Record<string, (arn: string) => object> = {
    'allows it': (arn) => ({ ...denied(arn), effect: 'Allow' }),
    'denies only reading': (arn) => ({ ...denied(arn), actions: ['s3:GetObject'] }),
    'denies it only on the bucket': (arn) => ({ ...denied(arn), resources: [arn] }),
    'denies it only on the objects': (arn) => ({ ...denied(arn), resources: [`${arn}/*`] }),
    'denies it on another bucket': () => denied('arn:aws:s3:::thumbs'),
    'denies it on buckets with its name as prefix': (arn) => ({ ...denied(arn), resources: [`${arn}x`, `${arn}/*`] }),
    'denies it only under a prefix': (arn) => ({ ...denied(arn), resources: [arn, `${arn}/x/*`] }),
    'denies only services': (arn) => ({ ...denied(arn), principals: [{ type: 'Service', identifiers: ['*'] }] }),
    'denies TLS instead': (arn) => ({
      ...denied(arn),
      condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['true'] }],
    }),
    'denies only one account': (arn) => ({
      ...denied(arn),
      principals: [{ type: 'AWS', identifiers: ['123456789012'] }],
    }),
    'denies it on another condition as well': (arn) => ({
      ...denied(arn),
      condition: [...denied(arn).condition, { test: 'StringEquals', variable: 'aws:PrincipalTag/x', values: ['y'] }],
    }),
  };
  for (const [mistake, statement] of Object.entries(insufficient)) {
    it(`refuses a bucket that ${mistake}`, () => {
      expect(ofStatement(statement)).to.include(violation);
    });
  }

  it("does not accept another bucket's policy, or a document that is not its policy", () => {
    const withPolicy = (policyOf: (document: DataAwsIamPolicyDocument, other: DataAwsIamPolicyDocument) => object) =>
      violationsOf((stack) => {
        const { arn, id: bucket } = new S3Bucket(stack, 'photos', { bucket: 'photos' });
        const document = new DataAwsIamPolicyDocument(stack, 'document', { statement: [denied(arn)] });
        const other = new DataAwsIamPolicyDocument(stack, 'document-of-another', { statement: [] });
        new S3BucketPolicy(stack, 'policy', { bucket, policy: document.json, ...policyOf(document, other) });
      });
    expect(withPolicy(() => ({}))).not.to.include(violation);
    expect(withPolicy(() => ({ bucket: 'thumbs' }))).to.include(violation);
    expect(withPolicy((_, { json: policy }) => ({ policy }))).to.include(violation);
    expect(withPolicy(({ id }) => ({ policy: JSON.stringify({ Id: id }) }))).to.include(violation);
  });

  it('refuses a bucket with another policy beside the one that denies it', () => {
    const beside = (describeOther: (stack: ReadableStack, bucket: S3Bucket) => void) =>
      violationsOf((stack) => {
        const bucket = new S3Bucket(stack, 'photos', { bucket: 'photos' });
        const { json: policy } = new DataAwsIamPolicyDocument(stack, 'document', { statement: [denied(bucket.arn)] });
        new S3BucketPolicy(stack, 'policy', { bucket: bucket.id, policy });
        describeOther(stack, bucket);
      });
    expect(beside((_, bucket) => Object.assign(bucket, { policy: '{}' }))).to.include(violation);
    const another = (stack: ReadableStack, { id: bucket }: S3Bucket) =>
      void new S3BucketPolicy(stack, 'another', { bucket, policy: '{}' });
    expect(beside(another)).to.include(violation);
  });
});

function ofStatement(statement: (arn: string) => object): readonly string[] {
  return violationsOf((stack) => {
    const bucket = new S3Bucket(stack, 'photos', { bucket: 'photos' });
    const document = new DataAwsIamPolicyDocument(stack, 'document', { statement: [statement(bucket.arn)] });
    new S3BucketPolicy(stack, 'policy', { bucket: bucket.id, policy: document.json });
  });
}
