import { expiry } from '../../../../scripts/review-plan/rules/expiry.ts';
import { changed, created, destroyed, testRules } from '../danger-cases.ts';

const lifecycles = 'aws_s3_bucket_lifecycle_configuration.photos';
const expiring = (what: object, more: object = {}) => ({
  rule: [{ id: 'expire', status: 'Enabled', ...what, ...more }],
});
const lifecycle = (days: number | null, status = 'Enabled', prefix = '') =>
  expiring({ expiration: days === null ? [] : [{ days }] }, { status, filter: [{ prefix }] });
const oldVersions = (noncurrent_days: number, newer_noncurrent_versions: number | null = null) =>
  expiring({ noncurrent_version_expiration: [{ noncurrent_days, newer_noncurrent_versions }] });
const date = (date: string, more: object = {}) => expiring({ expiration: [{ date, ...more }] });
const withMarkers = { expiration: [{ expired_object_delete_marker: true, days: 0 }] };

const archive = (storage_class: string, days: number, status = 'Enabled') =>
  expiring({ transition: [{ days, storage_class }] }, { status });
const tiers = (access_tier: string, days: number, status = 'Enabled') => ({
  name: 'a',
  status,
  tiering: [{ access_tier, days }],
});

describe('expiry', () => {
  testRules(expiry, {
    expiring: {
      warnsOf: {
        'objects that expire earlier': {
          change: changed(lifecycles, lifecycle(30), lifecycle(7)),
          words: /`30` → `7`/,
        },
        'objects that expire at last': {
          change: changed(lifecycles, lifecycle(null), lifecycle(365)),
          words: /→ `365`/,
        },
        'objects that expire at an earlier date': {
          change: changed(lifecycles, date('2030-01-01T00:00:00Z'), date('2029-01-01T00:00:00Z')),
          words: /^would remove objects earlier: `expiration.date` of rule `"expire"` `"2030.*` → `"2029/,
        },
        'objects that expire after days, no longer at a date': {
          change: changed(lifecycles, date('2030-01-01T00:00:00Z'), lifecycle(30)),
          words: /^would remove objects earlier: `expiration.days` of rule `"expire"` `nothing` → `30`\.$/,
        },
        'old versions that expire earlier': {
          change: changed(lifecycles, oldVersions(30), oldVersions(7)),
          words: /^would remove old versions earlier: `noncurrent_version_expiration.noncurrent_days` .*`30` → `7`\.$/,
        },
        'old versions that expire earlier, along with markers of deleted objects': {
          change: changed(lifecycles, expiring(withMarkers), {
            rule: oldVersions(7).rule.map((rule) => ({ ...rule, ...withMarkers })),
          }),
          words: /^would remove old versions earlier: .* `nothing` → `7`\.$/,
        },
        'old versions of which fewer are kept': {
          change: changed(lifecycles, oldVersions(30, 5), oldVersions(30, 1)),
          words: /^would remove old versions earlier: `.*newer_noncurrent_versions` of rule `"expire"` `5` → `1`\.$/,
        },
        'old versions of which none is kept': {
          change: changed(lifecycles, oldVersions(30, 5), oldVersions(30)),
          words: /newer_noncurrent_versions` of rule `"expire"` `5` → `nothing`\.$/,
        },
        'old versions that expire at last, once': {
          change: created(lifecycles, oldVersions(30, 5)),
          words: /^would remove old versions earlier: `.*noncurrent_days` of rule `"expire"` `nothing` → `30`\.$/,
        },
        'other objects that expire': {
          change: changed(lifecycles, lifecycle(30, 'Enabled', 'a/'), lifecycle(30)),
          words: /remove objects earlier/,
        },
        'a rule of expiry that is enabled': {
          change: changed(lifecycles, lifecycle(30, 'Disabled'), lifecycle(30)),
          words: /`"expire"` `nothing` → `30`/,
        },
        'objects that expire earlier by one of two rules': {
          change: changed(
            lifecycles,
            { rule: [{ ...lifecycle(7).rule[0], id: 'others' }, ...lifecycle(90).rule] },
            lifecycle(30),
          ),
          words: /`90` → `30`/,
        },
        'rules that are not known': {
          change: changed(lifecycles, lifecycle(30), {}, { after_unknown: { rule: true } }),
          words: /^cannot be checked: `rule` is `\(known after apply\)`\.$/,
        },
        'a rule that is not known': {
          change: changed(
            lifecycles,
            {},
            { rule: [...lifecycle(null).rule, null] },
            { after_unknown: { rule: [false, true] } },
          ),
          words: /^cannot be checked: `rule` is `\(known after apply\)`\.$/,
        },
      },
      isQuietAbout: {
        'objects that expire later, or no longer': {
          changes: [
            changed(lifecycles, lifecycle(7), lifecycle(30)),
            changed(lifecycles, lifecycle(7), lifecycle(7, 'Disabled')),
            changed(lifecycles, lifecycle(7), lifecycle(null)),
            changed(lifecycles, date('2029-01-01T00:00:00Z'), date('2030-01-01T00:00:00Z', { days: 0 })),
            changed(lifecycles, date('2029-01-01T00:00:00Z'), expiring({})),
            destroyed(lifecycles, lifecycle(7)),
          ],
        },
        'old versions of which more are kept, for longer': {
          changes: [
            changed(lifecycles, oldVersions(30, 0), oldVersions(31, 5)),
            changed(lifecycles, oldVersions(30, 5), oldVersions(30, 6)),
            changed(lifecycles, oldVersions(30, 5), expiring({})),
          ],
        },
        'objects of a bucket that is created': {
          changes: [created(lifecycles, lifecycle(7), { references: { bucket: ['aws_s3_bucket.photos'] } })],
          among: [created('aws_s3_bucket.photos')],
        },
        'markers of deleted objects that expire': {
          changes: [
            changed(
              lifecycles,
              {},
              { rule: [{ id: 'a', status: 'Enabled', expiration: [{ expired_object_delete_marker: true }] }] },
              { after_unknown: { rule: [{ expiration: [{ days: true }] }] } },
            ),
          ],
        },
      },
    },
    archiving: {
      warnsOf: {
        'objects that are archived': {
          change: changed(lifecycles, { rule: [] }, archive('DEEP_ARCHIVE', 1)),
          words: /^would archive objects, .*: to `"DEEP_ARCHIVE"` after 1 day, by rule `"expire"`\.$/,
        },
        'objects of a bucket that is there, by a new lifecycle': {
          change: created(lifecycles, { bucket: 'photos', ...archive('GLACIER', 365) }),
          words: /to `"GLACIER"` after 365 days/,
        },
        'objects that are archived earlier': {
          change: changed(lifecycles, archive('GLACIER', 365), archive('GLACIER', 30)),
          words: /after 30 days/,
        },
        'a rule that archives once it is enabled': {
          change: changed(lifecycles, archive('GLACIER', 30, 'Disabled'), archive('GLACIER', 30)),
          words: /after 30 days/,
        },
        'objects that are archived deeper, at a date': {
          change: changed(
            lifecycles,
            archive('GLACIER', 30),
            expiring({ transition: [{ date: '2030-01-01T00:00:00Z', storage_class: 'DEEP_ARCHIVE' }] }),
          ),
          words: /to `"DEEP_ARCHIVE"` after `"2030-01-01T00:00:00Z"`/,
        },
      },
      isQuietAbout: {
        'classes that can be read at once, and archives that come later': {
          changes: [
            changed(lifecycles, { rule: [] }, archive('STANDARD_IA', 30)),
            changed(lifecycles, { rule: [] }, archive('GLACIER_IR', 30)),
            changed(lifecycles, archive('GLACIER', 30), archive('GLACIER', 90)),
            changed(lifecycles, archive('GLACIER', 30), { rule: [] }),
          ],
        },
        'a new bucket that archives': {
          changes: [created(lifecycles, archive('GLACIER', 30), { references: { bucket: ['aws_s3_bucket.photos'] } })],
          among: [created('aws_s3_bucket.photos')],
        },
      },
    },
    tiering: {
      warnsOf: {
        'a tier that archives': {
          change: created('aws_s3_bucket_intelligent_tiering_configuration.a', tiers('DEEP_ARCHIVE_ACCESS', 180)),
          words: /to `"DEEP_ARCHIVE_ACCESS"` after 180 days, by rule `"a"`/,
        },
        'a tier that archives earlier': {
          change: changed(
            'aws_s3_bucket_intelligent_tiering_configuration.a',
            tiers('ARCHIVE_ACCESS', 180),
            tiers('ARCHIVE_ACCESS', 90),
          ),
          words: /after 90 days/,
        },
      },
      isQuietAbout: {
        'a tier that archives later, or not at all': {
          changes: [
            changed(
              'aws_s3_bucket_intelligent_tiering_configuration.a',
              tiers('ARCHIVE_ACCESS', 90),
              tiers('ARCHIVE_ACCESS', 180),
            ),
            created('aws_s3_bucket_intelligent_tiering_configuration.b', tiers('ARCHIVE_ACCESS', 90, 'Disabled')),
          ],
        },
      },
    },
  });
});
