import { anyAccount, canBeSameBucket } from '../bucket-names.ts';
import { resultOrigins } from '../delivery/result-origins.ts';
import { namesOf } from '../names.ts';
import { partitionOf } from '../partition-of.ts';
import type { CloudFrontSettings } from '../settings/cloudfront.ts';
import { identity, type Problem, rule } from './rule.ts';

/** Reports a distribution that CloudFront would refuse, or that could not serve what it should. */
export const deliveryFits = [
  rule(['region', 'delivery', 'processedBucket'], ({ region, delivery, processedBucket }) => {
    if (!delivery.cloudfront) return [];
    return [
      ...(partitionOf(region) === 'aws'
        ? []
        : problem(`no cloudfront in ${region}: its partition has no CloudFront, or one that lacks what this needs`)),
      ...(typeof processedBucket === 'object'
        ? problem(
            'no cloudfront: an existing processed bucket is not changed, so that its policy would not let the distribution read it; create the distribution where the bucket is managed',
          )
        : []),
    ];
  }),
  rule(['account', 'delivery'], ({ account, delivery: { cloudfront } }) =>
    cloudfront ? [...keyProblems(cloudfront), ...certificateProblems(cloudfront, account)] : [],
  ),
  rule(['delivery', 'uploads'], ({ delivery, uploads }) => {
    const { cloudfront } = delivery;
    if (!cloudfront) return [];
    const origins = resultOrigins(cloudfront, uploads);
    const example = 'delivery.cloudfront.corsOrigins, such as ["https://www.example.com"]';
    if (origins.includes('*') && cloudfront.access === 'signed') {
      return problem(
        `${example}, instead of "*" (which uploads may have): browsers send the cookies of signed access only to origins that are named`,
      );
    }
    const wrong = origins.find((origin) => !/^(\*|https?:\/\/(\*\.)?[^*]+)$/.test(origin));
    if (wrong === undefined) return [];
    return problem(
      `${example}, instead of "${wrong}": CloudFront accepts http, https, and a * only in place of the first part of a host`,
    );
  }),
  rule([...identity, 'delivery'], ({ delivery, ...settings }) => {
    const logs = delivery.cloudfront?.accessLogBucket;
    const { sourceBucket, processedBucket } = namesOf(settings, anyAccount);
    const isOwn = [sourceBucket, processedBucket].some((own) => logs !== undefined && canBeSameBucket(logs, own));
    const because = 'each log file would be processed as an upload, or served';
    return isOwn ? problem(`an accessLogBucket other than the source and processed buckets, where ${because}`) : [];
  }),
];

function keyProblems({ access, publicKeys }: CloudFrontSettings): Problem[] {
  if (access === 'signed' && publicKeys.length === 0) {
    return problem('publicKeys with access "signed": without a key, no signature can be verified');
  }
  if (access === 'public' && publicKeys.length > 0) {
    return problem(
      'access "signed" with publicKeys, or no publicKeys: with access "public", nothing needs a signature',
    );
  }
  return [];
}

function certificateProblems({ domain, certificate }: CloudFrontSettings, account: string | undefined): Problem[] {
  if (certificate === undefined) {
    if (domain === undefined) return [];
    return problem(`a certificate for the domain ${domain}: ${requestIt(domain)}`);
  }
  if (domain === undefined) return problem('the domain of the certificate, such as "images.example.com"');
  if (!certificate.startsWith('arn:aws:acm:us-east-1:')) {
    return problem(`a certificate of us-east-1, where CloudFront reads certificates: ${requestIt(domain)}`);
  }
  if (account === undefined || certificate.startsWith(`arn:aws:acm:us-east-1:${account}:`)) return [];
  return problem(`a certificate of the account ${account}: CloudFront reads none of other accounts`);
}

function requestIt(domain: string): string {
  return `run \`aws acm request-certificate --region us-east-1 --validation-method DNS --domain-name ${domain}\`, create the DNS record that validates it, and set its ARN`;
}

function problem(expected: string): Problem[] {
  return [{ setting: 'delivery', expected }];
}
