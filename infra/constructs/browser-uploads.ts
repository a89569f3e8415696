import { Construct, type S3Bucket, S3BucketCorsConfiguration } from '../terraform.ts';
import { uploadCorsRule } from '../uploads/cors-rule.ts';

export interface BrowserUploadsProps {
  bucket: S3Bucket;
  corsOrigins: readonly string[];
}

/** Lets pages of some origins upload to a bucket. */
export class BrowserUploads extends Construct {
  constructor(scope: Construct, id: string, { bucket, corsOrigins }: BrowserUploadsProps) {
    super(scope, id);
    new S3BucketCorsConfiguration(this, 'cors-configuration', {
      bucket: bucket.id,
      corsRule: [uploadCorsRule(corsOrigins)],
    });
  }
}
