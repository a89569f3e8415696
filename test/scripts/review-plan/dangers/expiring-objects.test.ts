import { changed, created, destroyed, itDoesNotWarnOf, itWarnsOf } from '../danger-tables.ts';

const expiry = 'aws_s3_bucket_lifecycle_configuration.photos';
const expiring = (what: object, more: object = {}) => ({
  rule: [{ id: 'expire', status: 'Enabled', ...what, ...more }],
});
const lifecycle = (days: number | null, status = 'Enabled', prefix = '') =>
  expiring({ expiration: days === null ? [] : [{ days }] }, { status, filter: [{ prefix }] });
const oldVersions = (noncurrent_days: number, newer_noncurrent_versions: number | null = null) =>
  expiring({ noncurrent_version_expiration: [{ noncurrent_days, newer_noncurrent_versions }] });
const date = (date: string, more: object = {}) => expiring({ expiration: [{ date, ...more }] });
const withMarkers = { expiration: [{ expired_object_delete_marker: true, days: 0 }] };

describe('expiringObjects', () => {
  itWarnsOf({
    'objects that expire earlier': { change: changed(expiry, lifecycle(30), lifecycle(7)), words: /`30` → `7`/ },
    'objects that expire at last': { change: changed(expiry, lifecycle(null), lifecycle(365)), words: /→ `365`/ },
    'objects that expire at an earlier date': {
      change: changed(expiry, date('2030-01-01T00:00:00Z'), date('2029-01-01T00:00:00Z')),
      words: /^would remove objects earlier: `expiration.date` of rule `"expire"` `"2030.*` → `"2029/,
    },
    'objects that expire after days, no longer at a date': {
      change: changed(expiry, date('2030-01-01T00:00:00Z'), lifecycle(30)),
      words: /^would remove objects earlier: `expiration.days` of rule `"expire"` `nothing` → `30`\.$/,
    },
    'old versions that expire earlier': {
      change: changed(expiry, oldVersions(30), oldVersions(7)),
      words: /^would remove old versions earlier: `noncurrent_version_expiration.noncurrent_days` .*`30` → `7`\.$/,
    },
    'old versions that expire earlier, along with markers of deleted objects': {
      change: changed(expiry, expiring(withMarkers), {
        rule: oldVersions(7).rule.map((rule) => ({ ...rule, ...withMarkers })),
      }),
      words: /^would remove old versions earlier: .* `nothing` → `7`\.$/,
    },
    'old versions of which fewer are kept': {
      change: changed(expiry, oldVersions(30, 5), oldVersions(30, 1)),
      words: /^would remove old versions earlier: `.*newer_noncurrent_versions` of rule `"expire"` `5` → `1`\.$/,
    },
    'old versions of which none is kept': {
      change: changed(expiry, oldVersions(30, 5), oldVersions(30)),
      words: /newer_noncurrent_versions` of rule `"expire"` `5` → `nothing`\.$/,
    },
    'old versions that expire at last, once': {
      change: created(expiry, oldVersions(30, 5)),
      words: /^would remove old versions earlier: `.*noncurrent_days` of rule `"expire"` `nothing` → `30`\.$/,
    },
    'other objects that expire': {
      change: changed(expiry, lifecycle(30, 'Enabled', 'a/'), lifecycle(30)),
      words: /remove objects earlier/,
    },
    'a rule of expiry that is enabled': {
      change: changed(expiry, lifecycle(30, 'Disabled'), lifecycle(30)),
      words: /`"expire"` `nothing` → `30`/,
    },
    'objects that expire earlier by one of two rules': {
      change: changed(
        expiry,
        { rule: [{ ...lifecycle(7).rule[0], id: 'others' }, ...lifecycle(90).rule] },
        lifecycle(30),
      ),
      words: /`90` → `30`/,
    },
    'rules that are not known': {
      change: changed(expiry, lifecycle(30), {}, { after_unknown: { rule: true } }),
      words: /^cannot be checked: `rule` is `\(known after apply\)`\.$/,
    },
    'a rule that is not known': {
      change: changed(
        expiry,
        {},
        { rule: [...lifecycle(null).rule, null] },
        { after_unknown: { rule: [false, true] } },
      ),
      words: /^cannot be checked: `rule` is `\(known after apply\)`\.$/,
    },
  });

  itDoesNotWarnOf({
    'objects that expire later, or no longer': {
      changes: [
        changed(expiry, lifecycle(7), lifecycle(30)),
        changed(expiry, lifecycle(7), lifecycle(7, 'Disabled')),
        changed(expiry, lifecycle(7), lifecycle(null)),
        changed(expiry, date('2029-01-01T00:00:00Z'), date('2030-01-01T00:00:00Z', { days: 0 })),
        changed(expiry, date('2029-01-01T00:00:00Z'), expiring({})),
        destroyed(expiry, lifecycle(7)),
      ],
    },
    'old versions of which more are kept, for longer': {
      changes: [
        changed(expiry, oldVersions(30, 0), oldVersions(31, 5)),
        changed(expiry, oldVersions(30, 5), oldVersions(30, 6)),
        changed(expiry, oldVersions(30, 5), expiring({})),
      ],
    },
    'objects of a bucket that is created': {
      changes: [created(expiry, lifecycle(7), { references: { bucket: ['aws_s3_bucket.photos'] } })],
      among: [created('aws_s3_bucket.photos')],
    },
    'markers of deleted objects that expire': {
      changes: [
        changed(
          expiry,
          {},
          { rule: [{ id: 'a', status: 'Enabled', expiration: [{ expired_object_delete_marker: true }] }] },
          { after_unknown: { rule: [{ expiration: [{ days: true }] }] } },
        ),
      ],
    },
  });
});
