import { expect } from 'chai';
import { ecdsaKey, rsaKey } from '../public-keys.ts';
import { everyOption, reference, type Synthesized, synthesized } from '../synthesized.ts';

const one = (value: unknown) => (Array.isArray(value) && value.length === 1 ? value[0] : value);

describe('Delivery', () => {
  let stack: Synthesized;
  let distribution: Record<string, unknown>;
  let behaviour: Record<string, unknown>;
  before(async () => {
    stack = await synthesized({ delivery: { cloudfront: {} }, results: true });
    distribution = stack.resourceAt('aws_cloudfront_distribution.delivery');
    behaviour = one(distribution['default_cache_behavior']);
  });

  it('does not exist by default', async () => {
    const types = Object.keys((await synthesized()).resource);
    expect(types.filter((type) => type.startsWith('aws_cloudfront_'))).to.deep.equal([]);
  });

  it('serves by HTTPS only, and by HTTP/2 and HTTP/3', () => {
    expect(behaviour).to.include({ viewer_protocol_policy: 'https-only' });
    expect(distribution).to.include({ http_version: 'http2and3', is_ipv6_enabled: true, enabled: true });
    expect(one(distribution['viewer_certificate'])).to.deep.equal({ cloudfront_default_certificate: true });
  });

  it('only reads, and serves images as they are', () => {
    expect(behaviour).to.deep.include({ allowed_methods: ['GET', 'HEAD'], compress: false });
    expect(distribution).not.to.have.property('ordered_cache_behavior');
  });

  it('signs each request to the processed bucket', () => {
    expect(stack.resourceAt('aws_cloudfront_origin_access_control.delivery')).to.include({
      origin_access_control_origin_type: 's3',
      signing_behavior: 'always',
      signing_protocol: 'sigv4',
    });
    expect(one(distribution['origin'])).to.include({
      domain_name: reference('aws_s3_bucket.processed.bucket_regional_domain_name'),
      origin_access_control_id: reference('aws_cloudfront_origin_access_control.delivery.id'),
      origin_id: behaviour['target_origin_id'],
    });
  });

  it('may read thumbnails and results, and no other distribution may', () => {
    const { statement } = stack.dataAt('aws_iam_policy_document.processed') as { statement: { sid: string }[] };
    expect(statement.at(-1)).to.deep.include({
      sid: 'AllowCloudFront',
      actions: ['s3:GetObject'],
      resources: ['200x200/*.webp', 'results/*.json'].map(
        (keys) => `${reference('aws_s3_bucket.processed.arn')}/${keys}`,
      ),
      condition: [
        {
          test: 'StringEquals',
          variable: 'aws:SourceArn',
          values: [reference('aws_cloudfront_distribution.delivery.arn')],
        },
      ],
    });
  });

  it('keeps objects as long as their Cache-Control says, and errors for a second', () => {
    expect(behaviour).to.include({ cache_policy_id: reference('aws_cloudfront_cache_policy.delivery.id') });
    const policy = stack.resourceAt('aws_cloudfront_cache_policy.delivery');
    expect(policy).to.include({ min_ttl: 0, default_ttl: 0 });
    expect(distribution['custom_error_response']).to.deep.equal([
      { error_code: 403, error_caching_min_ttl: 1 },
      { error_code: 404, error_caching_min_ttl: 1 },
    ]);
  });

  it('distinguishes versions of one URL, and nothing else that a viewer sends', () => {
    const parameters = one(
      stack.resourceAt('aws_cloudfront_cache_policy.delivery')['parameters_in_cache_key_and_forwarded_to_origin'],
    );
    expect(one(parameters.query_strings_config)).to.deep.equal({
      query_string_behavior: 'whitelist',
      query_strings: { items: ['v'] },
    });
    expect(one(parameters.cookies_config)).to.deep.equal({ cookie_behavior: 'none' });
    expect(one(parameters.headers_config)).to.deep.equal({ header_behavior: 'none' });
  });

  it('adds security headers, and no CORS without origins', () => {
    const headers = stack.resourceAt('aws_cloudfront_response_headers_policy.delivery');
    expect(headers['security_headers_config']).to.include.keys(
      'content_security_policy',
      'content_type_options',
      'frame_options',
      'referrer_policy',
      'strict_transport_security',
    );
    expect(headers).not.to.have.property('cors_config');
    expect(behaviour).to.include({
      response_headers_policy_id: reference('aws_cloudfront_response_headers_policy.delivery.id'),
    });
  });

  it('lets the pages that upload read results', async () => {
    const corsOrigins = ['https://www.example.com'];
    const { resourceAt } = await synthesized({ delivery: { cloudfront: {} }, uploads: { corsOrigins } });
    expect(resourceAt('aws_cloudfront_response_headers_policy.delivery')['cors_config']).to.deep.include({
      access_control_allow_credentials: false,
      access_control_allow_origins: { items: corsOrigins },
      access_control_allow_methods: { items: ['GET', 'HEAD'] },
    });
  });

  it('outputs its URL, that of a thumbnail, and what DNS and the AWS CLI need', () => {
    const domain = reference('aws_cloudfront_distribution.delivery.domain_name');
    const values = Object.entries(stack.output).map(([name, { value }]) => [name, value]);
    expect(Object.fromEntries(values)).to.include({
      delivery_url: `https://${domain}`,
      delivery_thumbnail_url: `https://${domain}/200x200/{key}.webp`,
      delivery_domain_name: domain,
      delivery_distribution_id: reference('aws_cloudfront_distribution.delivery.id'),
    });
  });

  describe('with every option', () => {
    before(async () => {
      stack = await synthesized(everyOption);
      distribution = stack.resourceAt('aws_cloudfront_distribution.delivery');
      behaviour = one(distribution['default_cache_behavior']);
    });

    it('has the domain of its certificate, with no TLS before 1.2', () => {
      expect(distribution['aliases']).to.deep.equal(['images.example.com']);
      expect(one(distribution['viewer_certificate'])).to.deep.equal({
        acm_certificate_arn: 'arn:aws:acm:us-east-1:123456789012:certificate/1234abcd',
        minimum_protocol_version: 'TLSv1.2_2021',
        ssl_support_method: 'sni-only',
      });
      expect(stack.output['delivery_url']?.value).to.equal('https://images.example.com');
    });

    it('logs accesses, and has the price class of the settings', () => {
      expect(one(distribution['logging_config'])).to.deep.equal({
        bucket: 'access-logs.s3.amazonaws.com',
        include_cookies: false,
        prefix: 'thumbnails-test-thumbnail/',
      });
      expect(distribution).to.include({ price_class: 'PriceClass_100' });
    });

    it('serves only what is signed with one of its keys, cookies included', () => {
      expect(behaviour['trusted_key_groups']).to.deep.equal([
        reference('aws_cloudfront_key_group.delivery_signing.id'),
      ]);
      const keys = stack.resource['aws_cloudfront_public_key'] ?? {};
      const encoded = Object.values(keys).map((key) => key['encoded_key']);
      expect(encoded).to.have.members(
        [rsaKey, ecdsaKey].map((pem) => reference(`base64decode("${Buffer.from(pem).toString('base64')}")`)),
      );
      const ids = Object.keys(keys).map((name) => reference(`aws_cloudfront_public_key.${name}.id`));
      expect(stack.resourceAt('aws_cloudfront_key_group.delivery_signing')['items']).to.have.members(ids);
      expect(stack.output['delivery_key_ids']?.value).to.have.members(ids);
      const headers = stack.resourceAt('aws_cloudfront_response_headers_policy.delivery');
      expect(headers['cors_config']).to.include({ access_control_allow_credentials: true });
    });

    it('keeps the other keys as they are when one is removed', async () => {
      const before = stack.resource['aws_cloudfront_public_key'];
      const { delivery = {} } = everyOption;
      const cloudfront = { ...delivery.cloudfront, publicKeys: [ecdsaKey] };
      const { resource } = await synthesized({ ...everyOption, delivery: { cloudfront } });
      const [[name, key] = []] = Object.entries(resource['aws_cloudfront_public_key'] ?? {});
      expect(key).to.deep.equal(before?.[name ?? '']);
    });
  });
});
