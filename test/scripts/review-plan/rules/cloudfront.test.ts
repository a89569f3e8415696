import { cloudFront } from '../../../../scripts/review-plan/rules/cloudfront.ts';
import { changed, created, testRules } from '../danger-cases.ts';

const origin = {
  origin_id: 'thumbs',
  domain_name: 'thumbs.s3.amazonaws.com',
  origin_path: '',
  origin_access_control_id: 'E1',
};
const behaviour = {
  target_origin_id: 'thumbs',
  viewer_protocol_policy: 'redirect-to-https',
  allowed_methods: ['GET', 'HEAD'],
  trusted_key_groups: ['a'],
};
const distribution = (changes: object = {}, ordered: object[] = [], origins: object[] = [origin]) => ({
  enabled: true,
  origin: origins,
  default_cache_behavior: [{ ...behaviour, ...changes }],
  ordered_cache_behavior: ordered,
});
const becomes = (after: object, before: object = distribution()) =>
  changed('aws_cloudfront_distribution.a', before, after);

describe('cloudFront', () => {
  testRules(cloudFront, {
    behaviours: {
      warnsOf: {
        'a distribution that serves anyone': {
          change: becomes(distribution({ trusted_key_groups: [] })),
          words:
            /^serves `\*` to other holders of a signed URL, or to anyone: `trusted_key_groups` `"a"` → `nothing`\.$/,
        },
        'another group of keys': {
          change: becomes(distribution({ trusted_key_groups: ['a', 'b'] })),
          words: /`trusted_key_groups` `"a"` → `"a", "b"`/,
        },
        'a new path that serves anyone': {
          change: becomes(distribution({}, [{ ...behaviour, path_pattern: 'free/*', trusted_key_groups: null }])),
          words: /^serves `free\/\*` to other holders/,
        },
        'a distribution that serves plain HTTP': {
          change: becomes(distribution({ viewer_protocol_policy: 'allow-all' })),
          words: /^serves `\*` without encryption/,
        },
        'a distribution that viewers may write to': {
          change: becomes(distribution({ allowed_methods: ['GET', 'HEAD', 'PUT', 'DELETE'] })),
          words: /^serves `\*` to viewers who may write: `allowed_methods`/,
        },
        'a path that is served from elsewhere': {
          change: becomes(distribution({ target_origin_id: 'source' })),
          words: /^serves `\*` from another origin: `target_origin_id` `"thumbs"` → `"source"`\.$/,
        },
        'requests that no function judges any more': {
          change: becomes(
            distribution({ function_association: [] }),
            distribution({ function_association: [{ function_arn: 'arn:a' }] }),
          ),
          words: /^serves `\*` without the function that judged each request: `function_association`/,
        },
      },
      isQuietAbout: {
        'a distribution that serves fewer viewers, or otherwise': {
          changes: [
            becomes(distribution(), distribution({ trusted_key_groups: [], viewer_protocol_policy: 'allow-all' })),
            becomes(distribution({ compress: true }, [{ ...behaviour, path_pattern: 'new/*' }])),
          ],
        },
        'a new distribution': { changes: [created('aws_cloudfront_distribution.a', distribution())] },
      },
    },
    origins: {
      warnsOf: {
        'a new origin': {
          change: becomes(
            distribution({}, [], [origin, { ...origin, origin_id: 'b', domain_name: 'photos.s3.amazonaws.com' }]),
          ),
          words: /^gets a new origin, `"photos\.s3\.amazonaws\.com"`\.$/,
        },
        'an origin that is elsewhere': {
          change: becomes(distribution({}, [], [{ ...origin, domain_name: 'example.com' }])),
          words: /^reads its origin `"thumbs"` otherwise: `domain_name`/,
        },
        'an origin that is read without a signature': {
          change: becomes(distribution({}, [], [{ ...origin, origin_access_control_id: '' }])),
          words: /^reads its origin `"thumbs"` otherwise: `origin_access_control_id`/,
        },
      },
    },
    'distribution disabled': {
      warnsOf: {
        'a distribution that is disabled': {
          change: becomes({ ...distribution(), enabled: false }),
          words: /^no longer serves anything/,
        },
      },
    },
    names: {
      warnsOf: {
        'a name that is served no more': {
          change: becomes({ aliases: [] }, { aliases: ['img.example.com'] }),
          words: /^no longer serves `"img\.example\.com"`\.$/,
        },
      },
      isQuietAbout: {
        'one name more': { changes: [becomes({ aliases: ['a', 'b'] }, { aliases: ['a'] })] },
      },
    },
    firewall: {
      warnsOf: {
        'a distribution without its firewall': {
          change: becomes({ web_acl_id: '' }, { web_acl_id: 'arn:a' }),
          words: /^is no longer behind its firewall/,
        },
      },
    },
    'geographic restriction': {
      warnsOf: {
        'a distribution for every country': {
          change: becomes(
            { restrictions: [{ geo_restriction: [{ restriction_type: 'none' }] }] },
            { restrictions: [{ geo_restriction: [{ restriction_type: 'whitelist' }] }] },
          ),
          words: /^serves every country/,
        },
      },
    },
    'protocol version': {
      warnsOf: {
        'an older TLS': {
          change: becomes(
            { viewer_certificate: [{ minimum_protocol_version: 'TLSv1.1_2016' }] },
            { viewer_certificate: [{ minimum_protocol_version: 'TLSv1.2_2021' }] },
          ),
          words: /^accepts older versions of TLS/,
        },
      },
      isQuietAbout: {
        'a newer TLS': {
          changes: [
            becomes(
              { viewer_certificate: [{ minimum_protocol_version: 'TLSv1.3_2025' }] },
              { viewer_certificate: [{ minimum_protocol_version: 'TLSv1.2_2021' }] },
            ),
          ],
        },
      },
    },
    'key group': {
      warnsOf: {
        'another key': {
          change: changed('aws_cloudfront_key_group.a', { items: ['K1'] }, { items: ['K1', 'K2'] }),
          words: /^lets another key sign URLs: `"K2"`\.$/,
        },
      },
      isQuietAbout: {
        'a new group, and a key that goes': {
          changes: [
            created('aws_cloudfront_key_group.a', { items: ['K1'] }),
            changed('aws_cloudfront_key_group.b', { items: ['K1', 'K2'] }, { items: ['K2'] }),
          ],
        },
      },
    },
    'origin access control': {
      warnsOf: {
        'requests that are not signed': {
          change: changed(
            'aws_cloudfront_origin_access_control.a',
            { signing_behavior: 'always' },
            { signing_behavior: 'never' },
          ),
          words: /^no longer signs its requests/,
        },
      },
    },
  });
});
