import * as z from 'zod';
import { block } from './block.ts';

const names = block(z.strictObject({ items: z.array(z.string()) }));
const override = z.boolean();

/** Strict, since an argument that is ignored would be a distribution that behaves differently on AWS. */
export const DistributionResource = z.strictObject({
  id: z.string(),
  arn: z.string(),
  enabled: z.literal(true),
  origin: block(
    z.strictObject({ origin_id: z.string(), domain_name: z.string(), origin_access_control_id: z.string() }),
  ),
  default_cache_behavior: block(
    z.strictObject({
      target_origin_id: z.string(),
      viewer_protocol_policy: z.string(),
      allowed_methods: z.tuple([z.literal('GET'), z.literal('HEAD')]),
      cached_methods: z.array(z.string()),
      compress: z.literal(false),
      cache_policy_id: z.string(),
      response_headers_policy_id: z.string().optional(),
      trusted_key_groups: z.array(z.string()).default([]),
    }),
  ),
  custom_error_response: z
    .array(z.strictObject({ error_code: z.int(), error_caching_min_ttl: z.int().optional() }))
    .default([]),
  restrictions: block(
    z.strictObject({ geo_restriction: block(z.strictObject({ restriction_type: z.literal('none') })) }),
  ),
  // None of these changes a response on a laptop.
  aliases: z.unknown().optional(),
  comment: z.unknown().optional(),
  http_version: z.unknown().optional(),
  is_ipv6_enabled: z.unknown().optional(),
  logging_config: z.unknown().optional(),
  price_class: z.unknown().optional(),
  viewer_certificate: z.unknown().optional(),
});

export const ResponseHeadersPolicy = z.strictObject({
  id: z.string(),
  name: z.string(),
  security_headers_config: block(
    z.strictObject({
      content_security_policy: block(z.strictObject({ content_security_policy: z.string(), override })).optional(),
      content_type_options: block(z.strictObject({ override })).optional(),
      frame_options: block(z.strictObject({ frame_option: z.string(), override })).optional(),
      referrer_policy: block(z.strictObject({ referrer_policy: z.string(), override })).optional(),
      strict_transport_security: block(
        z.strictObject({
          access_control_max_age_sec: z.int(),
          include_subdomains: z.boolean().default(false),
          preload: z.boolean().default(false),
          override,
        }),
      ).optional(),
    }),
  ).optional(),
  cors_config: block(
    z.strictObject({
      access_control_allow_credentials: z.boolean(),
      access_control_allow_origins: names,
      access_control_allow_methods: names,
      access_control_allow_headers: names,
      access_control_expose_headers: names.optional(),
      origin_override: z.boolean(),
    }),
  ).optional(),
});
export type ResponseHeadersPolicy = z.infer<typeof ResponseHeadersPolicy>;

export const PublicKey = z.strictObject({ id: z.string(), name: z.string(), encoded_key: z.string() });
export const KeyGroup = z.strictObject({ id: z.string(), name: z.string(), items: z.array(z.string()) });
export const OriginAccessControl = z.strictObject({
  id: z.string(),
  name: z.string(),
  origin_access_control_origin_type: z.literal('s3'),
  signing_behavior: z.literal('always'),
  signing_protocol: z.literal('sigv4'),
});
export const BucketPolicy = z.strictObject({ bucket: z.string(), policy: z.string() });
