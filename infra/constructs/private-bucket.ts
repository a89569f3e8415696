import { encryptedTransportOnly } from '../encrypted-transport-only.ts';
import type { ReaderStatement } from '../reader-statements.ts';
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

/** Long enough for any active upload. Parts of abandoned uploads cost money, but no listing shows them. */
const incompleteUploadDays = 7;

/** Long enough to notice a mistaken overwrite or deletion. */
const noncurrentVersionDays = 30;

export interface PrivateBucketProps {
  name: string;
  encryption: Settings['encryption'];
  /** Keeps overwritten and deleted objects for a month. */
  versioning?: boolean;
  /** Makes Terraform fail instead of deleting the bucket. */
  protect?: boolean;
  /** The bucket that receives the access log, under a prefix that is this bucket's name. */
  accessLogBucket?: string | undefined;
  /** Days after which S3 deletes an object. */
  expireDays?: number | undefined;
  /** Days after which S3 moves an object to Intelligent-Tiering. */
  tierDays?: number | undefined;
}

/** A private bucket: no public access, no ACLs, encrypted at rest and in transit. */
export class PrivateBucket extends Construct {
  readonly bucket: S3Bucket;
  private readonly policyDocument: DataAwsIamPolicyDocument;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    this.bucket = new S3Bucket(this, 'bucket', {
      bucket: props.name,
      ...(props.protect ? { lifecycle: { preventDestroy: true } } : {}),
    });
    this.policyDocument = new DataAwsIamPolicyDocument(this, 'policy-document', {
      statement: encryptedTransportOnly(this.bucket.arn),
    });
    this.blockPublicAccess();
    this.addEncryption(props.encryption);
    this.addLifecycleRules(props);
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

  /** Lets others read objects. A policy of `infra/policies/` refuses anything else. */
  allow(statements: readonly ReaderStatement[]): void {
    this.policyDocument.putStatement([...encryptedTransportOnly(this.bucket.arn), ...statements]);
  }

  private blockPublicAccess(): void {
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
      policy: this.policyDocument.json,
      // S3 refuses concurrent changes of a bucket's policy and its public access block (409 OperationAborted).
      dependsOn: [publicAccessBlock],
    });
  }

  private addEncryption(encryption: Settings['encryption']): void {
    const defaultEncryption =
      encryption === 'SSE-S3'
        ? { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
        : {
            applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: encryption },
            // One KMS call serves many objects. Without it, each upload and each read is billed as a KMS call.
            bucketKeyEnabled: true,
          };
    // The function could not read objects that are encrypted with the uploader's own key. S3 blocks them on every new bucket, and
    // this version of the provider would show that default as a change. https://github.com/hashicorp/terraform-provider-aws/pull/47359
    const rule = { ...defaultEncryption, blockedEncryptionTypes: ['SSE-C'] };
    new S3BucketServerSideEncryptionConfiguration(this, 'encryption-configuration', {
      bucket: this.bucket.id,
      rule: [rule],
    });
  }

  private addLifecycleRules({ expireDays, tierDays }: PrivateBucketProps): void {
    new S3BucketLifecycleConfiguration(this, 'lifecycle-configuration', {
      bucket: this.bucket.id,
      rule: [
        {
          ...every('abort-incomplete-uploads'),
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: incompleteUploadDays }],
        },
        {
          // Needed without versioning as well: old versions remain after versioning is suspended.
          ...every('expire-old-versions'),
          noncurrentVersionExpiration: [{ noncurrentDays: noncurrentVersionDays }],
          expiration: [{ expiredObjectDeleteMarker: true }],
        },
        ...(tierDays === undefined
          ? []
          : [
              {
                ...every('tier-objects'),
                transition: [{ days: tierDays, storageClass: 'INTELLIGENT_TIERING' }],
              },
            ]),
        ...(expireDays === undefined ? [] : [{ ...every('expire-objects'), expiration: [{ days: expireDays }] }]),
      ],
    });
  }
}

/** Returns the part of a lifecycle rule that applies it to every object. */
function every(id: string) {
  return { id, status: 'Enabled', filter: [{}] };
}
