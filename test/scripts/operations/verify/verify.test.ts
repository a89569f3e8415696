import { expect } from 'chai';
import type { Mark } from '../../../../functions/thumbnail/freshness.ts';
import { type VerifyOptions, verify } from '../../../../scripts/operations/verify/verify.ts';

const old = new Date('2026-01-01T00:00:00Z');
const object = (key: string, etag = 'e', modifiedAt = old) => ({ key, etag, bytes: 1, modifiedAt });
const current: Mark = { sourceEtag: 'e', settings: 'digest' };

async function* pages(...keys: string[]) {
  yield keys.map((key) => object(key));
}

describe('verify', () => {
  const run = (changes: Partial<VerifyOptions>) =>
    verify({
      sources: pages('a'),
      processed: pages(),
      prefix: '',
      keyFilters: [{ prefix: '', suffix: '' }],
      digest: 'digest',
      expectedKeys: (key) => [`x/${key}`, `y/${key}`],
      readMark: async () => current,
      sourceOf: (key) => /^[xy]\/(.*)$/.exec(key)?.[1],
      isRetired: () => false,
      readEtag: async () => 'e',
      isRejected: async () => false,
      before: new Date(),
      mirrorDeletes: true,
      signal: new AbortController().signal,
      onProgress: () => {},
      ...changes,
    });

  it('looks at every expected key', async () => {
    const readMark = async (key: string) => (key === 'y/a' ? undefined : current);

    expect((await run({ readMark })).findings).to.deep.equal([{ problem: 'missing', key: 'y/a', sourceKey: 'a' }]);
  });

  for (const [because, changes] of [
    ['was overwritten meanwhile', { readEtag: async () => 'f' }],
    ['was removed meanwhile', { readEtag: async () => undefined }],
    ['was rejected', { isRejected: async () => true }],
    ['is newer than the events that are on their way', { before: old }],
    ['is left out by the key filters', { keyFilters: [{ prefix: 'photos/', suffix: '' }] }],
  ] as const) {
    it(`misses no thumbnail of an original that ${because}`, async () => {
      const readMark = async () => undefined;
      const options = { ...changes, ...('keyFilters' in changes && { keyFilters: [...changes.keyFilters] }) };

      expect((await run({ readMark, ...options })).findings).to.deep.equal([]);
    });
  }

  it('counts the originals that it left out because they are newer', async () => {
    expect(await run({ before: old, sources: pages('a', 'b') })).to.deep.equal({ sources: 0, newer: 2, findings: [] });
    expect(await run({ sources: pages('a', 'b') })).to.include({ sources: 2, newer: 0 });
  });

  it('takes for an orphan what has the marks and no original, or is at a retired key', async () => {
    const options = (): Partial<VerifyOptions> => ({
      sources: pages(),
      processed: pages('x/gone', 'x/new', 'x/retired', 'small/a', 'x/by-hand'),
      readMark: async (key) => (key === 'x/by-hand' ? { sourceEtag: undefined, settings: undefined } : current),
      readEtag: async (key) => (key === 'gone' ? undefined : 'e'),
      isRetired: (key) => key === 'x/retired',
    });
    const orphans = async (changes: Partial<VerifyOptions>) =>
      (await run({ ...options(), ...changes })).findings.map(({ key }) => key);

    expect(await orphans({})).to.have.members(['x/gone', 'x/retired', 'small/a']);
    expect(await orphans({ prefix: 'g' })).to.deep.equal(['x/gone']);
    expect(await orphans({ mirrorDeletes: false })).to.deep.equal([]);
  });
});
