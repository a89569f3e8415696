import { Markdown, markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { type Attributes, isAttributes, isEmpty, type Value, valueAt } from '../values.ts';
import type { Rule, Rules } from './rule.ts';
import { isChanged, isLostOrChanged, isTurnedOff, setting } from './setting.ts';

const distribution = 'aws_cloudfront_distribution';

interface BehaviourRule {
  name: string;
  isWorse: (before: Value | undefined, after: Value | undefined) => boolean;
  /** How the distribution then serves a path. */
  how: string;
}

const behaviourRules: BehaviourRule[] = [
  ...['trusted_key_groups', 'trusted_signers'].map((name) => ({
    name,
    isWorse: isLostOrWidened,
    how: 'to other holders of a signed URL, or to anyone',
  })),
  {
    name: 'viewer_protocol_policy',
    isWorse: (before, after) => after === 'allow-all' && before !== after,
    how: 'without encryption',
  },
  {
    name: 'allowed_methods',
    isWorse: (before, after) => isWritable(after) && !isWritable(before),
    how: 'to viewers who may write',
  },
  { name: 'target_origin_id', isWorse: isChanged, how: 'from another origin' },
  ...['function_association', 'lambda_function_association'].map((name) => ({
    name,
    isWorse: isLostOrChanged,
    how: 'without the function that judged each request',
  })),
];

const behaviours: Rule = {
  type: distribution,
  find({ before, after }) {
    const earlier = new Map(behavioursOf(before).map((it) => [pathOf(it), it]));
    return behavioursOf(before && after).flatMap((behaviour) => {
      const path = pathOf(behaviour);
      // A new path was served by the default behaviour until now.
      const same = earlier.get(path) ?? earlier.get('*');
      return behaviourRules.flatMap(({ name, isWorse, how }) => {
        const [was, is] = [valueAt(same, name), valueAt(behaviour, name)];
        return isWorse(was, is)
          ? [markdown`serves ${path} ${new Markdown(how)}: ${name} ${shown(was)} → ${shown(is)}.`]
          : [];
      });
    });
  },
};

function behavioursOf(attributes: Attributes | undefined): Attributes[] {
  return ['default_cache_behavior', 'ordered_cache_behavior'].flatMap((name) =>
    [valueAt(attributes, name)].flat().filter(isAttributes),
  );
}

function pathOf(behaviour: Attributes): string {
  const pattern = valueAt(behaviour, 'path_pattern');
  return typeof pattern === 'string' && pattern !== '' ? pattern : '*';
}

function isWritable(methods: Value | undefined): boolean {
  return [methods].flat().includes('PUT');
}

/** Without any holder of keys, anyone is served. */
function isLostOrWidened(before: Value | undefined, after: Value | undefined): boolean {
  const [was, is] = [[before ?? []].flat(), [after ?? []].flat()];
  return was.length > 0 && (is.length === 0 || is.some((it) => !was.includes(it)));
}

const origins: Rule = {
  type: distribution,
  find({ before, after }) {
    const earlier = new Map(originsOf(before).map((it) => [valueAt(it, 'origin_id'), it]));
    return originsOf(before && after).flatMap((origin) => {
      const id = valueAt(origin, 'origin_id');
      const same = earlier.get(id);
      if (!same) return [markdown`gets a new origin, ${shown(valueAt(origin, 'domain_name'))}.`];
      return ['domain_name', 'origin_path', 'origin_access_control_id'].flatMap((name) => {
        const [was, is] = [valueAt(same, name), valueAt(origin, name)];
        return isLostOrChanged(was, is)
          ? [markdown`reads its origin ${shown(id)} otherwise: ${name} ${shown(was)} → ${shown(is)}.`]
          : [];
      });
    });
  },
};

function originsOf(attributes: Attributes | undefined): Attributes[] {
  return [valueAt(attributes, 'origin')].flat().filter(isAttributes);
}

/** Thumbnails are served to others, from elsewhere, less safely, or not at all. */
export const cloudFront = {
  behaviours,
  origins,
  'distribution disabled': setting({
    type: distribution,
    path: 'enabled',
    isWorse: isTurnedOff,
    consequence: 'no longer serves anything',
  }),
  names: {
    type: distribution,
    find({ before, after }) {
      const left = [valueAt(after, 'aliases') ?? []].flat();
      const lost = after ? [valueAt(before, 'aliases') ?? []].flat().filter((name) => !left.includes(name)) : [];
      return lost.map((name) => markdown`no longer serves ${shown(name)}.`);
    },
  },
  firewall: setting({
    type: distribution,
    path: 'web_acl_id',
    isWorse: (before, after) => after !== undefined && isLostOrChanged(before, after),
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
