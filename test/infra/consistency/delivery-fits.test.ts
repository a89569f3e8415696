import { expect } from 'chai';
import { rsaKey } from '../public-keys.ts';
import { buckets, problemsOf } from './problems-of.ts';

describe('deliveryFits', () => {
  const domain = 'images.example.com';
  const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/1234abcd';
  const served = (cloudfront: object, others: object = {}) => problemsOf({ delivery: { cloudfront }, ...others });

  it('accepts one without any setting, and one with all', () => {
    expect(served({})).to.deep.equal([]);
    expect(served({ access: 'signed', publicKeys: [rsaKey], domain, certificate })).to.deep.equal([]);
  });

  it('refuses signed access without a key, and a key without signed access', () => {
    expect(served({ access: 'signed' })[0]).to.match(/^delivery: expected publicKeys with access "signed"/);
    expect(served({ publicKeys: [rsaKey] })[0]).to.match(/^delivery: expected access "signed" with publicKeys/);
  });

  it('refuses a domain without a certificate, and a certificate without a domain', () => {
    expect(served({ domain })[0]).to.match(/a certificate for the domain images.example.com: run `aws acm request/);
    expect(served({ certificate })[0]).to.match(/^delivery: expected the domain of the certificate/);
  });

  it('refuses a certificate in another region or account', () => {
    const elsewhere = certificate.replace('us-east-1', 'eu-west-1');
    expect(served({ domain, certificate: elsewhere })[0]).to.match(
      /^delivery: expected a certificate of us-east-1, .*: run `aws acm request-certificate --region us-east-1 .*images/,
    );
    expect(served({ domain, certificate }, { account: '210987654321' })[0]).to.match(/of the account 210987654321/);
  });

  it('refuses to name every origin where cookies are sent', () => {
    const signed = { access: 'signed', publicKeys: [rsaKey] };
    const uploads = { corsOrigins: ['*'] };
    expect(served({}, { uploads })).to.deep.equal([]);
    expect(served(signed, { uploads })[0]).to.match(/^delivery: expected delivery.cloudfront.corsOrigins, such as/);
    expect(served({ ...signed, corsOrigins: ['https://www.example.com'] }, { uploads })).to.deep.equal([]);
  });

  it('refuses an origin that CloudFront does not accept', () => {
    for (const origin of ['https://www-*.example.com', 'http://localhost:*', 'capacitor://localhost']) {
      expect(served({ corsOrigins: [origin] })[0], origin).to.include(`instead of "${origin}"`);
    }
    expect(served({ corsOrigins: ['*', 'https://*.example.com:8443', 'http://[::1]:8080'] })).to.deep.equal([]);
  });

  it('refuses an existing processed bucket, whose policy is not changed', () => {
    expect(served({}, { processedBucket: { existing: 'thumbs' } })[0]).to.match(/^delivery: expected no cloudfront: /);
  });

  it('refuses a partition without CloudFront', () => {
    expect(served({}, { region: 'us-gov-west-1' })[0]).to.match(/^delivery: expected no cloudfront in us-gov-west-1/);
  });

  it('refuses to write logs among images', () => {
    expect(served({ accessLogBucket: 'logs' }, buckets)).to.deep.equal([]);
    for (const accessLogBucket of Object.values(buckets)) {
      expect(served({ accessLogBucket }, buckets)[0]).to.match(/^delivery: expected an accessLogBucket other than/);
    }
  });
});
