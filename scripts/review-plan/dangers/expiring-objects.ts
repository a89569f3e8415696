import { isDeepStrictEqual } from 'node:util';
import type { Rule } from '../dangers.ts';
import { Markdown, markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { type Attributes, isAttributes, isEmpty, isNothing, type Value, valueAt } from '../values.ts';

const oldVersionDays = 'noncurrent_version_expiration.0.noncurrent_days';
const keptVersions = 'noncurrent_version_expiration.0.newer_noncurrent_versions';

/** Each makes S3 remove objects, the sooner the smaller it is. */
const limits = [
  { path: 'expiration.0.days', what: 'objects' },
  { path: 'expiration.0.date', what: 'objects' },
  { path: oldVersionDays, what: 'old versions' },
  { path: keptVersions, what: 'old versions' },
];

/** A lifecycle rule that removes objects, or old versions, earlier than before, or removes others. */
export const expiringObjects: Rule = ({ type, before, after, owner }) => {
  if (type !== 'aws_s3_bucket_lifecycle_configuration' || owner === 'created') return [];
  const unknownRule = [valueAt(after, 'rule')].flat().find((rule) => typeof rule === 'symbol');
  if (unknownRule) return [markdown`cannot be checked: ${'rule'} is ${shown(unknownRule)}.`];
  const earlier = rulesOf(before);
  return rulesOf(after).flatMap((rule) => {
    const same = earlier.find((it) => it['id'] === rule['id'] && isDeepStrictEqual(scopeOf(it), scopeOf(rule)));
    return limits
      .filter(({ path }) => isInForce(rule, path) && isEarlier(limitOf(same, path), limitOf(rule, path)))
      .map(({ path, what }) => {
        const change = markdown`${shown(valueAt(same, path))} → ${shown(valueAt(rule, path))}`;
        return markdown`would remove ${new Markdown(what)} earlier: ${path.replaceAll('.0', '')} of rule ${shown(rule['id'])} ${change}.`;
      });
  });
};

function isInForce(rule: Attributes, path: string): boolean {
  if (path === keptVersions) return limitOf(rule, oldVersionDays) !== Infinity;
  // The days are then for the provider to fill in, and mean nothing: only markers without a version are removed.
  const onlyMarkers = valueAt(rule, 'expiration.0.expired_object_delete_marker') === true;
  return !(onlyMarkers && path.startsWith('expiration.'));
}

function isEarlier(before: Value, after: Value): boolean {
  if (after === Infinity || after === before) return false;
  const isLater =
    (typeof before === 'number' && typeof after === 'number' && before < after) ||
    (typeof before === 'string' && typeof after === 'string' && before < after);
  return !isLater;
}

/** A number or a date: what is not set removes nothing, and keeps no versions. */
function limitOf(rule: Attributes | undefined, path: string): Value {
  const value = valueAt(rule, path) ?? null;
  // The provider writes 0 for a number that is not set.
  return isEmpty(value) || value === 0 ? (path === keptVersions ? 0 : Infinity) : value;
}

function rulesOf(configuration: Attributes | undefined): Attributes[] {
  const rules = valueAt(configuration, 'rule');
  return Array.isArray(rules) ? rules.filter(isAttributes).filter(({ status }) => status !== 'Disabled') : [];
}

function scopeOf({ filter, prefix }: Attributes): Value[] {
  return [filter, prefix].filter((value) => !isNothing(value));
}
