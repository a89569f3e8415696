import * as z from 'zod';

/** Schemas of AWS's own values. Each one's error says which form is expected. */

export const integerBetween = (min: number, max: number, unit: string) => {
  const error = `expected a whole number of ${unit}, ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
};

export const text = (pattern: RegExp, expectation: string) => {
  const error = `expected ${expectation}`;
  return z.string({ error }).regex(pattern, { error });
};

export const trueOrFalse = z.boolean({ error: 'expected true or false' });

/** Regions of the secret partitions are refused: `partitionOf` does not know their ARNs. */
export const region = text(
  /^(?!us-isob?-)[a-z]{2,4}(-[a-z]+)+-[0-9]$/,
  'the name of an AWS region, such as "eu-west-1"',
);

/** S3's rules but for dots, which break TLS: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const bucketName = text(
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|--x-s3|--table-s3)$)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  '3 to 63 lower-case letters, digits or hyphens, without a prefix or suffix that S3 reserves',
);

/** The name of a bucket to create. S3 reserves the suffix for account-regional names, which are requested in another way. */
export const newBucketName = bucketName.refine((name) => !name.endsWith('-an'), {
  error: 'expected a name that does not end with -an, which S3 reserves for names within one account',
});

export const accountId = text(/^[0-9]{12}$/, 'the 12 digits of an AWS account ID, such as "123456789012"');

/**
 * How a bucket encrypts its objects: `SSE-S3`, or the ARN of a KMS key. An alias is refused, because permissions on a key cannot
 * name its alias.
 */
export const encryption = text(
  /^(SSE-S3|arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]{1,128})$/,
  '"SSE-S3", or the ARN of a KMS key, such as "arn:aws:kms:eu-west-1:123456789012:key/…"',
);

const keyArn = 'arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:';

/** The ARN of a KMS key. */
export const kmsKey = text(
  new RegExp(`^${keyArn}key/[A-Za-z0-9-]{1,128}$`),
  'the ARN of a KMS key, such as "arn:aws:kms:eu-west-1:123456789012:key/…"',
);

/** The ARN of a KMS key or of an alias. */
export const kmsKeyOrAlias = text(
  new RegExp(`^${keyArn}(key/[A-Za-z0-9-]{1,128}|alias/[A-Za-z0-9/_-]{1,250})$`),
  'the ARN of a KMS key or alias, such as "arn:aws:kms:eu-west-1:123456789012:key/…"',
);

/** The ARN of a standard topic: alarms cannot notify FIFO topics. */
export const snsTopic = text(
  /^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$/,
  'the ARN of an SNS topic that is not FIFO, such as "arn:aws:sns:eu-west-1:123456789012:alerts"',
);

export const policyArn = text(
  /^arn:aws[a-z-]*:iam::[0-9]{12}:policy\/[A-Za-z0-9/+=,.@_-]{1,512}$/,
  'the ARN of an IAM policy, such as "arn:aws:iam::123456789012:policy/name"',
);

export const roleArn = text(
  /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/[A-Za-z0-9/+=,.@_-]{1,512}$/,
  'the ARN of an IAM role, such as "arn:aws:iam::123456789012:role/web"',
);

/** IAM allows 512 characters, of which the environment's own part of the path needs some. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const rolePath = text(
  /^(?=.{1,400}$)\/([A-Za-z0-9+=,.@_-]+\/){0,8}$/,
  'the path of IAM roles, such as "/company/apps/", of at most 400 characters',
);

export const rolePrefix = text(
  /^[A-Za-z0-9+=,.@_-]{1,32}$/,
  'the beginning of the names of IAM roles: 1 to 32 letters, digits or characters of +=,.@_-, such as "app-"',
);

export const subnetId = text(/^subnet-[0-9a-f]{8,17}$/, 'the ID of a subnet, such as "subnet-0123456789abcdef0"');

export const securityGroupId = text(
  /^sg-[0-9a-f]{8,17}$/,
  'the ID of a security group, such as "sg-0123456789abcdef0"',
);

/** The ARN of a CloudFront distribution. */
export const distributionArn = text(
  /^arn:aws[a-z-]*:cloudfront::[0-9]{12}:distribution\/[A-Z0-9]{1,32}$/,
  'the ARN of a CloudFront distribution, such as "arn:aws:cloudfront::123456789012:distribution/E1ABCDEFGHIJKL"',
);

/** The ARN of a certificate of ACM. */
export const certificateArn = text(
  /^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate\/[A-Za-z0-9-]{1,64}$/,
  'the ARN of an ACM certificate, such as "arn:aws:acm:us-east-1:123456789012:certificate/…"',
);

export const domainName = text(
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
  'the name of a host in lower case, such as "images.example.com"',
);

/** Common ASCII addresses. The standard also allows quotes and comments, which are not worth their risk here. */
export const emailAddress = text(
  /^(?=.{3,254}$)(?=[^@]{1,64}@)[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/,
  'an e-mail address, such as "ops@example.com"',
);

const tag = (min: number, max: number) =>
  text(
    new RegExp(`^(?![aA][wW][sS]:)[A-Za-z0-9 _.:/=+@-]{${min},${max}}$`),
    `${min} to ${max} letters, digits, spaces or characters of _.:/=+@- that do not begin with "aws:"`,
  );

/** HCL writes the key without quotes, where a leading hyphen is a minus. */
export const tagKey = tag(1, 128).refine((key) => !key.startsWith('-'), {
  error: 'expected a tag key that does not begin with a hyphen, which Terraform reads as a minus',
});

export const tagValue = tag(1, 256);

export const stateKeyName = text(
  /^(?!\/)[A-Za-z0-9!_.*'()/-]{1,1000}[A-Za-z0-9!_.*'()-]$/,
  'the key of an object, such as "photos/prod.tfstate"',
);
