import { cachePolicy } from '../delivery/cache-policy.ts';
import { responseHeaders } from '../delivery/response-headers.ts';
import type { CloudFrontSettings } from '../settings/cloudfront.ts';
import {
  CloudfrontCachePolicy,
  CloudfrontDistribution,
  CloudfrontOriginAccessControl,
  CloudfrontResponseHeadersPolicy,
  Construct,
  type S3Bucket,
} from '../terraform.ts';
import { SigningKeys } from './signing-keys.ts';

/** The minimum, because a page asks again for a thumbnail that is not there yet. */
const errorCachingSeconds = 1;

export interface DeliveryProps {
  /** The name of everything that CloudFront names. */
  name: string;
  settings: CloudFrontSettings;
  bucket: S3Bucket;
  /** The origins of pages that may read results. */
  corsOrigins: readonly string[];
}

/** Serves a bucket by CloudFront: by HTTPS only, unchanged, and for as long as each object's `Cache-Control` says. */
export class Delivery extends Construct {
  readonly distribution: CloudfrontDistribution;
  /** The IDs of the public keys, in the order of the settings. */
  readonly keyIds: readonly string[];

  constructor(scope: Construct, id: string, { name, settings, bucket, corsOrigins }: DeliveryProps) {
    super(scope, id);
    const { access, publicKeys, domain, certificate, priceClass, accessLogBucket } = settings;
    const isSigned = access === 'signed';
    const keys = isSigned ? new SigningKeys(this, 'signing', { name, publicKeys }) : undefined;
    this.keyIds = keys?.ids ?? [];
    const originAccessControl = new CloudfrontOriginAccessControl(this, 'origin-access-control', {
      name,
      originAccessControlOriginType: 's3',
      signingBehavior: 'always',
      signingProtocol: 'sigv4',
    });
    const caching = new CloudfrontCachePolicy(this, 'cache-policy', { name, ...cachePolicy });
    const headers = new CloudfrontResponseHeadersPolicy(this, 'response-headers-policy', {
      name,
      ...responseHeaders({ corsOrigins, withCredentials: isSigned }),
    });
    this.distribution = new CloudfrontDistribution(this, 'distribution', {
      enabled: true,
      comment: name,
      httpVersion: 'http2and3',
      isIpv6Enabled: true,
      priceClass,
      ...(domain === undefined ? {} : { aliases: [domain] }),
      origin: [
        { originId: name, domainName: bucket.bucketRegionalDomainName, originAccessControlId: originAccessControl.id },
      ],
      defaultCacheBehavior: {
        targetOriginId: name,
        viewerProtocolPolicy: 'https-only',
        allowedMethods: ['GET', 'HEAD'],
        cachedMethods: ['GET', 'HEAD'],
        // Images are compressed already.
        compress: false,
        cachePolicyId: caching.id,
        responseHeadersPolicyId: headers.id,
        ...(keys ? { trustedKeyGroups: [keys.groupId] } : {}),
      },
      // S3 answers 403 for a missing key, because nobody who reads through CloudFront may list the bucket.
      customErrorResponse: [403, 404].map((errorCode) => ({ errorCode, errorCachingMinTtl: errorCachingSeconds })),
      restrictions: { geoRestriction: { restrictionType: 'none' } },
      viewerCertificate:
        certificate === undefined
          ? { cloudfrontDefaultCertificate: true }
          : {
              acmCertificateArn: certificate,
              sslSupportMethod: 'sni-only',
              minimumProtocolVersion: 'TLSv1.2_2021',
            },
      ...(accessLogBucket === undefined
        ? {}
        : {
            loggingConfig: {
              bucket: `${accessLogBucket}.s3.amazonaws.com`,
              includeCookies: false,
              prefix: `${name}/`,
            },
          }),
    });
  }
}
