import * as z from 'zod';
import { bucketName, text } from './aws-values.ts';

/** The zip of a release in a bucket of the region, in place of one that is built here. */
export const FunctionPackageSettings = z.strictObject(
  {
    bucket: bucketName,
    // The ARN in the policy of the role that deploys would have wildcards.
    key: text(/^[^\\${}"*?]{1,1024}$/, 'the key of the zip, such as "thumbnails/v1.0.0/thumbnail-arm64.zip"'),
    /** Without the version, Terraform would not see that the object at the key has changed. */
    versionId: text(
      /^[A-Za-z0-9._-]{1,1024}$/,
      'the ID of the version of the object, which a bucket with versioning has',
    ),
  },
  { error: 'expected an object, such as { bucket: "releases", key: "v1.0.0/thumbnail-arm64.zip", versionId: "…" }' },
);
