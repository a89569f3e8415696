import * as z from 'zod';

/** The forms that AWS gives to its values, each with what to say of one that has another form. */

export const wholeNumber = (min: number, max: number, unit: string) => {
  const error = `expected a whole number of ${unit}, ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
};

export const text = (pattern: RegExp, expectation: string) => {
  const error = `expected ${expectation}`;
  return z.string({ error }).regex(pattern, { error });
};

export const yesOrNo = z.boolean({ error: 'expected true or false' });

/** Without those of secret partitions, whose ARNs are other ones: `partitionOf` does not know them. */
export const region = text(
  /^(?!us-isob?-)[a-z]{2,4}(-[a-z]+)+-[0-9]$/,
  'the name of an AWS region, such as "eu-west-1"',
);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, without dots, which break TLS. */
export const bucketName = text(
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|--x-s3|--table-s3)$)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  '3 to 63 lower-case letters, digits or hyphens, with no prefix or suffix that S3 keeps for itself',
);

/** Of a bucket to make: names with this suffix are of the namespace that each account has for itself, which is asked for otherwise. */
export const newBucketName = bucketName.refine((name) => !name.endsWith('-an'), {
  error: 'expected a name that does not end with -an, which S3 keeps for names of one account',
});

/**
 * How a bucket encrypts what it stores: `SSE-S3`, or the ARN of a KMS key. Of the key itself, because permissions do not take
 * its alias.
 */
export const encryption = text(
  /^(SSE-S3|arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]{1,128})$/,
  '"SSE-S3", or the ARN of a KMS key, such as "arn:aws:kms:eu-west-1:123456789012:key/…"',
);

export const policyArn = text(
  /^arn:aws[a-z-]*:iam::[0-9]{12}:policy\/[A-Za-z0-9/+=,.@_-]{1,512}$/,
  'the ARN of an IAM policy, such as "arn:aws:iam::123456789012:policy/name"',
);

/** The ASCII addresses that people have: quotes and comments, which the standard allows, are not worth their risk here. */
export const emailAddress = text(
  /^(?=.{3,254}$)(?=[^@]{1,64}@)[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/,
  'an e-mail address, such as "ops@example.com"',
);

const tag = (min: number, max: number) =>
  text(
    new RegExp(`^(?![aA][wW][sS]:)[A-Za-z0-9 _.:/=+@-]{${min},${max}}$`),
    `${min} to ${max} letters, digits, spaces or characters of _.:/=+@- that do not begin with "aws:"`,
  );

/** In HCL it stands without quotes, where a hyphen before it is a minus. */
export const tagKey = tag(1, 128).refine((key) => !key.startsWith('-'), {
  error: 'expected the key of a tag, which does not begin with a hyphen: Terraform would take it for a minus',
});

export const tagValue = tag(1, 256);
