import * as z from 'zod';
import { distributionArn, roleArn } from './aws-values.ts';

const roles = 'expected a list of ARNs of roles, such as ["arn:aws:iam::123456789012:role/web"]';
const distributions =
  'expected a list of ARNs of distributions, such as ["arn:aws:cloudfront::123456789012:distribution/E1ABCDEFGHIJKL"]';

/** Readers of thumbnails and results, besides those that IAM allows in the environment's account. */
export const ReaderSettings = z.strictObject(
  {
    roles: z.array(roleArn, { error: roles }).default([]),
    /** Distributions that are not of this stack. Each signs its requests with an origin access control. */
    cloudfrontDistributions: z.array(distributionArn, { error: distributions }).default([]),
  },
  { error: 'expected readers, such as { roles: ["arn:aws:iam::123456789012:role/web"] }' },
);
