import * as z from 'zod';
import { bucketName, certificateArn, domainName } from './aws-values.ts';
import { corsOrigins } from './cors-origins.ts';
import { publicKey } from './public-key.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const maxKeys = 5;
const publicKeys = `expected a list of at most ${maxKeys} different public keys as PEM text`;

const priceClasses = ['PriceClass_100', 'PriceClass_200', 'PriceClass_All'] as const;

/** A CloudFront distribution that serves thumbnails and results. */
export const CloudFrontSettings = z.strictObject(
  {
    /** Whether everybody may see every thumbnail, or only holders of a signed URL or of signed cookies. */
    access: z.enum(['public', 'signed'], { error: 'expected "public" or "signed"' }).default('public'),
    /** Each can verify signatures. More than one, so that a new key can be used before the old one is removed. */
    publicKeys: z
      .array(publicKey, { error: publicKeys })
      .max(maxKeys, { error: publicKeys })
      .refine((keys) => new Set(keys).size === keys.length, { error: publicKeys })
      .default([]),
    /** Instead of a name under cloudfront.net. */
    domain: domainName.optional(),
    certificate: certificateArn.optional(),
    /** Where in the world it serves from: https://aws.amazon.com/cloudfront/pricing/ */
    priceClass: z
      .enum(priceClasses, { error: `expected ${priceClasses.map((each) => `"${each}"`).join(' or ')}` })
      .default('PriceClass_All'),
    /** An existing bucket that accepts access control lists, by which CloudFront writes its logs. */
    accessLogBucket: bucketName.optional(),
    /** Origins of pages that may read results, if not those of `uploads`. */
    corsOrigins: corsOrigins.optional(),
  },
  { error: 'expected the settings of a distribution, such as { access: "public" }' },
);
export type CloudFrontSettings = z.output<typeof CloudFrontSettings>;

export const DeliverySettings = z.strictObject(
  { cloudfront: CloudFrontSettings.optional() },
  { error: 'expected delivery, such as { cloudfront: { access: "public" } }' },
);
