import { markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { type Attributes, isAttributes, isEmpty, type Value, valueAt } from '../values.ts';
import type { Rule, Rules } from './rule.ts';
import { isChanged, isLost, isTurnedOff, setting } from './setting.ts';

const distribution = 'aws_cloudfront_distribution';

const behaviours: Rule = {
  type: distribution,
  find({ before, after }) {
    if (!before || !after) return [];
    const earlier = new Map(behavioursOf(before).map((it) => [pathOf(it), it]));
    return behavioursOf(after).flatMap((behaviour) => {
      const path = pathOf(behaviour);
      // A new path was served by the default behaviour until now.
      const was = earlier.get(path) ?? earlier.get('*');
      const about = (name: string) =>
        markdown`${name} ${shown(valueAt(was, name))} → ${shown(valueAt(behaviour, name))}`;
      return [
        ...['trusted_key_groups', 'trusted_signers']
          .filter((name) => isLostOrWidened(valueAt(was, name), valueAt(behaviour, name)))
          .map((name) => markdown`serves ${path} to other holders of a signed URL, or to anyone: ${about(name)}.`),
        ...(valueAt(behaviour, 'viewer_protocol_policy') === 'allow-all' &&
        valueAt(was, 'viewer_protocol_policy') !== 'allow-all'
          ? [markdown`serves ${path} without encryption: ${about('viewer_protocol_policy')}.`]
          : []),
        ...(writes(behaviour) && !writes(was)
          ? [markdown`lets viewers write to ${path}: ${about('allowed_methods')}.`]
          : []),
        ...(isChanged(valueAt(was, 'target_origin_id'), valueAt(behaviour, 'target_origin_id'))
          ? [markdown`serves ${path} from another origin: ${about('target_origin_id')}.`]
          : []),
      ];
    });
  },
};

function behavioursOf(attributes: Attributes): Attributes[] {
  return ['default_cache_behavior', 'ordered_cache_behavior'].flatMap((name) =>
    [valueAt(attributes, name)].flat().filter(isAttributes),
  );
}

function pathOf(behaviour: Attributes): string {
  const pattern = valueAt(behaviour, 'path_pattern');
  return typeof pattern === 'string' && pattern !== '' ? pattern : '*';
}

function writes(behaviour: Attributes | undefined): boolean {
  return [valueAt(behaviour, 'allowed_methods')].flat().includes('PUT');
}

/** Without any holder of keys, anyone is served. */
function isLostOrWidened(before: Value | undefined, after: Value | undefined): boolean {
  const [was, is] = [[before ?? []].flat(), [after ?? []].flat()];
  return was.length > 0 && (is.length === 0 || is.some((it) => !was.includes(it)));
}

const origins: Rule = {
  type: distribution,
  find({ before, after }) {
    if (!before || !after) return [];
    const originsOf = (attributes: Attributes) =>
      new Map(
        [valueAt(attributes, 'origin')]
          .flat()
          .filter(isAttributes)
          .map((it) => [String(valueAt(it, 'origin_id')), it]),
      );
    const earlier = originsOf(before);
    return [...originsOf(after)].flatMap(([id, origin]) => {
      const was = earlier.get(id);
      if (!was) return [markdown`gets a new origin, ${shown(valueAt(origin, 'domain_name'))}.`];
      return ['domain_name', 'origin_path', 'origin_access_control_id']
        .filter(
          (name) =>
            isChanged(valueAt(was, name), valueAt(origin, name)) || isLost(valueAt(was, name), valueAt(origin, name)),
        )
        .map(
          (name) =>
            markdown`reads its origin ${id} otherwise: ${name} ${shown(valueAt(was, name))} → ${shown(valueAt(origin, name))}.`,
        );
    });
  },
};

/** Thumbnails are served to others, from elsewhere, less safely, or not at all. */
export const cloudFront = {
  behaviours,
  origins,
  'distribution disabled': setting({
    type: distribution,
    path: 'enabled',
    isWorse: isTurnedOff,
    consequence: 'serves nothing any more',
  }),
  firewall: setting({
    type: distribution,
    path: 'web_acl_id',
    isWorse: (before, after) => after !== undefined && (isLost(before, after) || isChanged(before, after)),
    consequence: 'is no longer behind its firewall',
  }),
  'geographic restriction': setting({
    type: distribution,
    path: 'restrictions.0.geo_restriction.0.restriction_type',
    isWorse: (before, after) => !isEmpty(before) && before !== 'none' && after === 'none',
    consequence: 'serves every country',
  }),
  'protocol version': setting({
    type: distribution,
    path: 'viewer_certificate.0.minimum_protocol_version',
    isWorse: (before, after) => isChanged(before, after) && String(after) < String(before),
    consequence: 'accepts older versions of TLS',
  }),
  'key group': {
    type: 'aws_cloudfront_key_group',
    find({ before, after }) {
      const known = [valueAt(before, 'items') ?? []].flat();
      const added = before ? [valueAt(after, 'items') ?? []].flat().filter((key) => !known.includes(key)) : [];
      return added.map((key) => markdown`lets another key sign URLs: ${shown(key)}.`);
    },
  },
  'origin access control': setting({
    type: 'aws_cloudfront_origin_access_control',
    path: 'signing_behavior',
    isWorse: isChanged,
    consequence: 'no longer signs its requests to the bucket as it did',
  }),
} satisfies Rules;
