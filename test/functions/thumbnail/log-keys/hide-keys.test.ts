import { expect } from 'chai';
import { hideKeys } from '../../../../functions/thumbnail/log-keys/hide-keys.ts';

const record = { bucket: 'photos', ms: 1 };
const nameOf = (key: string) => `name of ${key}`;

describe('hideKeys', () => {
  it('names the source, and each thumbnail', () => {
    const size = { width: 1, height: 1, format: 'webp', bytes: 9 } as const;
    const created = { ...record, key: 'cat.jpg', result: 'created' } as const;
    expect(hideKeys({ ...created, thumbnails: [{ ...size, key: 'small/cat.jpg.webp' }] }, { nameOf })).to.deep.equal({
      ...created,
      key: 'name of cat.jpg',
      thumbnails: [{ ...size, key: 'name of small/cat.jpg.webp' }],
    });
  });

  it('leaves the key of a record empty that could not be read', () => {
    const failed = { ...record, key: '', result: 'failed', code: 'malformed-event', reason: 'No event.' } as const;
    expect(hideKeys(failed, { nameOf })).to.deep.equal(failed);
  });
});
