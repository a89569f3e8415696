import { expect } from 'chai';
import fc from 'fast-check';
import {
  compareKeys,
  type ListingPage,
  listPage,
  type Position,
} from '../../../../../scripts/local-aws/s3/store/listing.ts';
import { anyText } from '../../../../support/any-text.ts';

/** Keys that often share prefixes, hold delimiters, or differ in what UTF-8 and UTF-16 sort differently. */
const key = fc.string({
  unit: fc.constantFrom('a', 'b', '/', '//', '-', '\n', '\uffee', '😀'),
  minLength: 1,
  maxLength: 6,
});
const sortedKeys = fc.uniqueArray(key, { maxLength: 40 }).map((keys) => keys.sort(compareKeys));
const prefix = fc.string({ unit: fc.constantFrom('a', '/', '😀'), maxLength: 2 });
const delimiter = fc.constantFrom(undefined, '/', 'a', '//', '😀');

describe('compareKeys', () => {
  it('orders keys by their UTF-8 bytes', () => {
    const text = anyText({ maxLength: 5 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).to.equal(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
    expect(compareKeys('\uffee', '😀')).to.be.lessThan(0);
  });
});

describe('listPage', () => {
  it('returns the same in pages of any size as at once', () => {
    fc.assert(
      fc.property(sortedKeys, prefix, delimiter, fc.integer({ min: 1, max: 7 }), (keys, prefix, delimiter, maxKeys) => {
        const whole = listPage(keys, { prefix, delimiter });
        const pages = [...pagesOf(keys, { prefix, delimiter, maxKeys })];

        expect(pages.flatMap((page) => page.keys)).to.deep.equal(whole.keys);
        expect(pages.flatMap((page) => page.commonPrefixes)).to.deep.equal(whole.commonPrefixes);
        for (const page of pages.slice(0, -1)) expect(page.keys.length + page.commonPrefixes.length).to.equal(maxKeys);
      }),
    );
  });

  it('returns each key with the prefix itself or in one common prefix, and no other key', () => {
    fc.assert(
      fc.property(sortedKeys, prefix, delimiter, (keys, prefix, delimiter) => {
        const page = listPage(keys, { prefix, delimiter });

        const rolledUp = keys.filter((each) => page.commonPrefixes.some((common) => each.startsWith(common)));
        expect([...page.keys, ...rolledUp].sort(compareKeys)).to.deep.equal(
          keys.filter((each) => each.startsWith(prefix)),
        );
        expect(new Set(page.commonPrefixes).size).to.equal(page.commonPrefixes.length);
        for (const common of page.commonPrefixes) {
          expect(common.indexOf(delimiter ?? '', prefix.length)).to.equal(common.length - (delimiter ?? '').length);
        }
      }),
    );
  });

  it('continues after a missing key, also within a common prefix', () => {
    const keys = ['a/1', 'a/3', 'b'];

    const page = listPage(keys, { delimiter: '/', position: { after: 'a/2', kind: 'key' } });

    expect(page).to.deep.equal({ keys: ['b'], commonPrefixes: ['a/'], next: undefined });
  });

  it('does not repeat a common prefix that gained keys since its page', () => {
    const position: Position = { after: 'a/', kind: 'commonPrefix' };

    expect(listPage(['a/1', 'a/9', 'b'], { delimiter: '/', position }).commonPrefixes).to.deep.equal([]);
  });

  it('returns nothing, and no next page, for a maximum of 0 keys', () => {
    expect(listPage(['a'], { maxKeys: 0 })).to.deep.equal({ keys: [], commonPrefixes: [], next: undefined });
  });
});

function* pagesOf(
  keys: readonly string[],
  query: { prefix: string; delimiter: string | undefined; maxKeys: number },
): Generator<ListingPage> {
  let page = listPage(keys, query);
  yield page;
  while (page.next) {
    page = listPage(keys, { ...query, position: page.next });
    yield page;
  }
}
