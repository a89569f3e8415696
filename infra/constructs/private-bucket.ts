import type { Settings } from '../settings.ts';
import {
  Construct,
  DataAwsIamPolicyDocument,
  S3Bucket,
  S3BucketLifecycleConfiguration,
  S3BucketLogging,
  S3BucketOwnershipControls,
  S3BucketPolicy,
  S3BucketPublicAccessBlock,
  S3BucketServerSideEncryptionConfiguration,
  S3BucketVersioning,
} from '../terraform.ts';

/** Long enough for any upload that is still alive; what is left of the others is paid for, and listed nowhere. */
const incompleteUploadDays = 7;

/** Long enough to notice that something was overwritten or deleted which should not have been. */
const noncurrentVersionDays = 30;

export interface PrivateBucketProps {
  name: string;
  encryption: Settings['encryption'];
  /** Keeps what is overwritten or deleted for a month. */
  versioning?: boolean;
  /** Lets Terraform rather fail than delete the bucket. */
  protect?: boolean;
  /** The bucket that S3 writes the access log to, under this bucket's name. */
  accessLogBucket?: string | undefined;
}

/** A bucket that nobody reads without permission: no public access, no ACLs, encrypted at rest and in transit. */
export class PrivateBucket extends Construct {
  readonly bucket: S3Bucket;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    this.bucket = new S3Bucket(this, 'bucket', {
      bucket: props.name,
      ...(props.protect ? { lifecycle: { preventDestroy: true } } : {}),
    });
    this.shutOut();
    this.encrypt(props.encryption);
    this.tidy();
    const bucket = this.bucket.id;
    if (props.versioning) {
      new S3BucketVersioning(this, 'versioning', { bucket, versioningConfiguration: { status: 'Enabled' } });
    }
    if (props.accessLogBucket !== undefined) {
      new S3BucketLogging(this, 'logging', {
        bucket,
        targetBucket: props.accessLogBucket,
        targetPrefix: `${props.name}/`,
      });
    }
  }

  private shutOut(): void {
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
    new S3BucketPolicy(this, 'policy', {
      bucket,
      policy: this.encryptedTransportOnly().json,
      // S3 refuses to change a bucket's policy and its public access block at the same moment (409 OperationAborted).
      dependsOn: [publicAccessBlock],
    });
  }

  private encrypt(encryption: Settings['encryption']): void {
    const byDefault =
      encryption === 'SSE-S3'
        ? { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
        : {
            applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: encryption },
            // One call of KMS for many objects: without it each upload, and each read, is billed as one.
            bucketKeyEnabled: true,
          };
    // What comes encrypted with its sender's own key, the function could not read. S3 blocks it on every new bucket, which this
    // version of the provider would take for a change. https://github.com/hashicorp/terraform-provider-aws/pull/47359
    const rule = { ...byDefault, blockedEncryptionTypes: ['SSE-C'] };
    new S3BucketServerSideEncryptionConfiguration(this, 'encryption-configuration', {
      bucket: this.bucket.id,
      rule: [rule],
    });
  }

  private tidy(): void {
    new S3BucketLifecycleConfiguration(this, 'lifecycle-configuration', {
      bucket: this.bucket.id,
      rule: [
        {
          id: 'abort-incomplete-uploads',
          status: 'Enabled',
          filter: [{}],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: incompleteUploadDays }],
        },
        {
          // Also without versioning: the versions that it kept are still there after it was switched off.
          id: 'expire-old-versions',
          status: 'Enabled',
          filter: [{}],
          noncurrentVersionExpiration: [{ noncurrentDays: noncurrentVersionDays }],
          expiration: [{ expiredObjectDeleteMarker: true }],
        },
      ],
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
