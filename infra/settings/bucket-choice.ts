import * as z from 'zod';
import { bucketName, encryption, newBucketName } from './aws-values.ts';

/** The name of a bucket to create, or a bucket that exists. */
export const BucketChoice = z.union(
  [
    newBucketName,
    z.strictObject({
      existing: bucketName,
      /** How that bucket encrypts its objects. The function needs permission to use a KMS key. */
      encryption: encryption.default('SSE-S3'),
    }),
  ],
  {
    error: 'expected the name of a bucket to create, or { existing: "name" } for one that exists',
  },
);
export type BucketChoice = z.output<typeof BucketChoice>;

/** Returns the name of a bucket, if one was given. */
export function givenName(choice: BucketChoice | undefined): string | undefined {
  return typeof choice === 'object' ? choice.existing : choice;
}
