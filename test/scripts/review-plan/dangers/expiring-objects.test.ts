import { changed, itDoesNotWarnOf, itWarnsOf } from '../danger-tables.ts';

const lifecycle = (days: number | null, status = 'Enabled', prefix = '') => ({
  rule: [{ id: 'expire', status, filter: [{ prefix }], expiration: days === null ? [] : [{ days }] }],
});
const expiry = 'aws_s3_bucket_lifecycle_configuration.photos';

describe('expiringObjects', () => {
  itWarnsOf({
    'objects that expire earlier': { change: changed(expiry, lifecycle(30), lifecycle(7)), words: /`30` → `7`/ },
    'objects that expire at last': { change: changed(expiry, lifecycle(null), lifecycle(365)), words: /→ `365`/ },
    'other objects that expire': {
      change: changed(expiry, lifecycle(30, 'Enabled', 'a/'), lifecycle(30)),
      words: /remove objects earlier/,
    },
    'a rule of expiry that is enabled': {
      change: changed(expiry, lifecycle(30, 'Disabled'), lifecycle(30)),
      words: /`"expire"` `nothing` → `30`/,
    },
  });

  itDoesNotWarnOf({
    'objects that expire later, or no longer': {
      changes: [
        changed(expiry, lifecycle(7), lifecycle(30)),
        changed(expiry, lifecycle(7), lifecycle(7, 'Disabled')),
        changed(expiry, lifecycle(7), lifecycle(null)),
      ],
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
