import { isDeepStrictEqual } from 'node:util';
import { countOf } from '../../cli/count-of.ts';
import { Markdown, markdown } from '../markdown.ts';
import type { OwnedChange } from '../ownership.ts';
import { shown } from '../shown.ts';
import { type Attributes, isAttributes, isEmpty, isNothing, type Value, valueAt } from '../values.ts';
import type { Rule, Rules } from './rule.ts';

const oldVersionDays = 'noncurrent_version_expiration.0.noncurrent_days';
const keptVersions = 'noncurrent_version_expiration.0.newer_noncurrent_versions';

/** Each makes S3 remove objects, the sooner the smaller it is. */
const limits = [
  { path: 'expiration.0.days', what: 'objects' },
  { path: 'expiration.0.date', what: 'objects' },
  { path: oldVersionDays, what: 'old versions' },
  { path: keptVersions, what: 'old versions' },
];

/** An object in one of these classes, or tiers, cannot be read before somebody has restored it. */
const archives = /^(GLACIER|DEEP_ARCHIVE|ARCHIVE_ACCESS|DEEP_ARCHIVE_ACCESS)$/;

const lifecycle = 'aws_s3_bucket_lifecycle_configuration';

/** A lifecycle rule that removes objects, or old versions, earlier than before, or removes others. */
const expiring: Rule = {
  type: lifecycle,
  find: (change) =>
    judged(change, (rule, same) =>
      limits
        .filter(({ path }) => isInForce(rule, path) && isEarlier(limitOf(same, path), limitOf(rule, path)))
        .map(({ path, what }) => {
          const values = markdown`${shown(valueAt(same, path))} → ${shown(valueAt(rule, path))}`;
          return markdown`would remove ${new Markdown(what)} earlier: ${path.replaceAll('.0', '')} of rule ${shown(rule['id'])} ${values}.`;
        }),
    ),
};

/** A lifecycle rule that archives objects earlier than before, or archives others. */
const archiving: Rule = {
  type: lifecycle,
  find: (change) =>
    judged(change, (rule, same) =>
      archivesOf(rule, 'transition', 'storage_class')
        .filter((it) => !archivesOf(same, 'transition', 'storage_class').some((was) => isNoEarlier(was, it)))
        .map((it) => archived(it, rule)),
    ),
};

/** The tiers of S3 Intelligent-Tiering that archive are optional. */
const tiering: Rule = {
  type: 'aws_s3_bucket_intelligent_tiering_configuration',
  find({ before, after }) {
    if (after?.['status'] === 'Disabled') return [];
    const earlier = before?.['status'] === 'Disabled' ? [] : archivesOf(before, 'tiering', 'access_tier');
    return archivesOf(after, 'tiering', 'access_tier')
      .filter((it) => !earlier.some((was) => isNoEarlier(was, it)))
      .map((it) => archived(it, { id: after?.['name'] ?? null }));
  },
};

/** Objects are removed, or archived, earlier than before. */
export const expiry = { expiring, archiving, tiering } satisfies Rules;

/** Judges each rule of a lifecycle in force, beside the same rule before. The objects of a new bucket have no earlier rule. */
function judged(
  { before, after, owner }: OwnedChange,
  judge: (rule: Attributes, same: Attributes | undefined) => Markdown[],
): Markdown[] {
  if (owner === 'created') return [];
  const unknownRule = [valueAt(after, 'rule')].flat().find((rule) => typeof rule === 'symbol');
  if (unknownRule) return [markdown`cannot be checked: ${'rule'} is ${shown(unknownRule)}.`];
  const earlier = rulesOf(before);
  return rulesOf(after).flatMap((rule) =>
    judge(
      rule,
      earlier.find((it) => it['id'] === rule['id'] && isDeepStrictEqual(scopeOf(it), scopeOf(rule))),
    ),
  );
}

interface Archive {
  into: Value;
  /** A number of days, or a date. */
  after: Value;
}

function archivesOf(rule: Attributes | undefined, block: string, name: string): Archive[] {
  return [valueAt(rule, block)]
    .flat()
    .filter(isAttributes)
    .map((it) => ({ into: it[name] ?? null, after: it['date'] || (it['days'] ?? null) }))
    .filter(({ into }) => archives.test(String(into)));
}

function isNoEarlier(was: Archive, is: Archive): boolean {
  return was.into === is.into && !isEarlier(was.after, is.after);
}

function archived({ into, after }: Archive, rule: Attributes): Markdown {
  const when = typeof after === 'number' ? new Markdown(countOf(after, 'day')) : markdown`${shown(after)}`;
  return markdown`would archive objects, which nobody can read until they are restored: to ${shown(into)} after ${when}, by rule ${shown(rule['id'])}.`;
}

function isInForce(rule: Attributes, path: string): boolean {
  if (path === keptVersions) return limitOf(rule, oldVersionDays) !== Infinity;
  // The provider then fills in days that mean nothing: only markers without a version are removed.
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

/** Returns a number or a date. A limit that is not set removes nothing, and keeps no versions. */
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
