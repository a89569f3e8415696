import { isDeepStrictEqual } from 'node:util';
import type { Rule } from '../dangers.ts';
import { Markdown, markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { type Attributes, isAttributes, isEmpty, isNothing, type Value, valueAt } from '../values.ts';

/** Each makes S3 remove objects, the sooner the smaller it is. */
const limits = [
  { path: 'expiration.0.days', what: 'objects' },
  { path: 'expiration.0.date', what: 'objects' },
  { path: 'noncurrent_version_expiration.0.noncurrent_days', what: 'old versions' },
  { path: 'noncurrent_version_expiration.0.newer_noncurrent_versions', what: 'old versions' },
];

/** A lifecycle rule that removes objects, or old versions, earlier than before, or removes others. */
export const expiringObjects: Rule = ({ type, before, after, owner }) => {
  if (type !== 'aws_s3_bucket_lifecycle_configuration' || owner === 'created' || owner === 'destroyed') return [];
  const earlier = rulesOf(before);
  return rulesOf(after).flatMap((rule) => {
    // Its days are for the provider to fill in, and mean nothing: only markers without a version are removed.
    const onlyMarkers = valueAt(rule, 'expiration.0.expired_object_delete_marker') === true;
    const same = earlier.find((it) => it['id'] === rule['id'] && isDeepStrictEqual(scopeOf(it), scopeOf(rule)));
    return limits
      .filter(({ path }) => !(onlyMarkers && path.startsWith('expiration.')))
      .filter(({ path }) => isEarlier(valueAt(same, path), valueAt(rule, path)))
      .map(({ path, what }) => {
        const change = markdown`${shown(valueAt(same, path))} → ${shown(valueAt(rule, path))}`;
        return markdown`would remove ${new Markdown(what)} earlier: ${path.replaceAll('.0', '')} of rule ${shown(rule['id'])} ${change}.`;
      });
  });
};

function isEarlier(before: Value | undefined, after: Value | undefined): boolean {
  if (isUnset(after) || before === after) return false;
  return !(typeof before === 'number' && typeof after === 'number' && before > 0 && before <= after);
}

/** The provider writes 0 for a number of days that is not set. */
function isUnset(value: Value | undefined): boolean {
  return isEmpty(value) || value === 0;
}

function rulesOf(configuration: Attributes | undefined): Attributes[] {
  const rules = valueAt(configuration, 'rule');
  return Array.isArray(rules) ? rules.filter(isAttributes).filter(({ status }) => status !== 'Disabled') : [];
}

function scopeOf({ filter, prefix }: Attributes): Value[] {
  return [filter, prefix].filter((value) => !isNothing(value));
}
