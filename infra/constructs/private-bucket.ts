import {
  Construct,
  DataAwsIamPolicyDocument,
  S3Bucket,
  S3BucketLifecycleConfiguration,
  S3BucketOwnershipControls,
  S3BucketPolicy,
  S3BucketPublicAccessBlock,
  S3BucketServerSideEncryptionConfiguration,
} from '../terraform.ts';

/** Long enough for any upload that is still alive; what is left of the others is paid for, and listed nowhere. */
const incompleteUploadDays = 7;

/** A bucket that nobody reads without permission: no public access, no ACLs, encrypted at rest and in transit. */
export class PrivateBucket extends Construct {
  readonly bucket: S3Bucket;

  constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    this.bucket = new S3Bucket(this, 'bucket', { bucket: name });
    const bucket = this.bucket.id;

    const publicAccessBlock = new S3BucketPublicAccessBlock(this, 'public-access-block', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, 'ownership-controls', {
      bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    new S3BucketServerSideEncryptionConfiguration(this, 'encryption-configuration', {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle-configuration', {
      bucket,
      rule: [
        {
          id: 'abort-incomplete-uploads',
          status: 'Enabled',
          filter: [{}],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: incompleteUploadDays }],
        },
      ],
    });
    new S3BucketPolicy(this, 'policy', {
      bucket,
      policy: this.encryptedTransportOnly().json,
      // S3 refuses to change a bucket's policy and its public access block at the same moment (409 OperationAborted).
      dependsOn: [publicAccessBlock],
    });
  }

  private encryptedTransportOnly(): DataAwsIamPolicyDocument {
    const everything = {
      effect: 'Deny',
      principals: [{ type: '*', identifiers: ['*'] }],
      actions: ['s3:*'],
      resources: [this.bucket.arn, `${this.bucket.arn}/*`],
    };
    return new DataAwsIamPolicyDocument(this, 'policy-document', {
      statement: [
        {
          sid: 'DenyUnencryptedTransport',
          ...everything,
          condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
        },
        {
          sid: 'DenyTlsBefore12',
          ...everything,
          condition: [{ test: 'NumericLessThan', variable: 's3:TlsVersion', values: ['1.2'] }],
        },
      ],
    });
  }
}
