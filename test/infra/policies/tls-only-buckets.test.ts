import { expect } from 'chai';
import { DataAwsIamPolicyDocument, S3Bucket, S3BucketPolicy } from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

const violation =
  'stack/photos: the bucket takes plain HTTP: make it with PrivateBucket, or deny s3:* on it and its objects where aws:SecureTransport is false';

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

  it('takes a bucket that denies everybody plain HTTP', () => {
    expect(ofStatement((arn) => denied(arn))).not.to.include(violation);
  });

  const insufficient: Record<string, (arn: string) => object> = {
    'allows it': (arn) => ({ ...denied(arn), effect: 'Allow' }),
    'denies reading alone': (arn) => ({ ...denied(arn), actions: ['s3:GetObject'] }),
    'denies it on the bucket alone': (arn) => ({ ...denied(arn), resources: [arn] }),
    'denies it on the objects alone': (arn) => ({ ...denied(arn), resources: [`${arn}/*`] }),
    'denies it on another bucket': () => denied('arn:aws:s3:::thumbs'),
    'denies TLS instead': (arn) => ({
      ...denied(arn),
      condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['true'] }],
    }),
    'denies one account alone': (arn) => ({
      ...denied(arn),
      principals: [{ type: 'AWS', identifiers: ['123456789012'] }],
    }),
    'denies it on a further condition': (arn) => ({
      ...denied(arn),
      condition: [...denied(arn).condition, { test: 'StringEquals', variable: 'aws:PrincipalTag/x', values: ['y'] }],
    }),
  };
  for (const [mistake, statement] of Object.entries(insufficient)) {
    it(`refuses a bucket that ${mistake}`, () => {
      expect(ofStatement(statement)).to.include(violation);
    });
  }
});

function ofStatement(statement: (arn: string) => object): readonly string[] {
  return violationsOf((stack) => {
    const bucket = new S3Bucket(stack, 'photos', { bucket: 'photos' });
    const document = new DataAwsIamPolicyDocument(stack, 'document', { statement: [statement(bucket.arn)] });
    new S3BucketPolicy(stack, 'policy', { bucket: bucket.id, policy: document.json });
  });
}
