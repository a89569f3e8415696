import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import type { LocalOutcome, UnreportedOutcome } from '../../../scripts/local-pipeline/local-outcome.ts';
import { outcomeLine } from '../../../scripts/local-pipeline/outcome-line.ts';

const thumbnail = { key: '200x200/a.jpg.webp', width: 200, height: 200, format: 'webp' as const, bytes: 8040 };
const created: LocalOutcome = { bucket: 'source', key: 'a.jpg', result: 'created', thumbnails: [thumbnail], ms: 107.4 };
const rejected: LocalOutcome = {
  bucket: 'source',
  key: 'a.txt',
  result: 'rejected',
  code: 'corrupt-image',
  reason: 'Text.',
  ms: 7,
};

const failed: UnreportedOutcome = { ...rejected, result: 'failed' };

describe('outcomeLine', () => {
  it('shows the time, the key, and each thumbnail', () => {
    expect(outcomeLine(created, false)).to.equal('created    107 ms  a.jpg -> 200x200/a.jpg.webp 200x200 8.0 kB');
  });

  it('shows the code and the reason where there is no thumbnail', () => {
    expect(outcomeLine(rejected, false)).to.equal('rejected     7 ms  a.txt: corrupt-image: Text.');
  });

  it('shows only the key of a removal', () => {
    expect(outcomeLine({ bucket: 'source', key: 'a.jpg', result: 'removed', ms: 1 }, false)).to.equal(
      'removed      1 ms  a.jpg',
    );
  });

  for (const [bytes, size] of [
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [999_949, '999.9 kB'],
    [1_000_000, '1.0 MB'],
    [12_345_678, '12.3 MB'],
  ] as const) {
    it(`shows ${bytes} bytes as ${size}`, () => {
      const thumbnails = [{ ...thumbnail, bytes }];

      expect(outcomeLine({ ...created, thumbnails }, false).endsWith(`200x200 ${size}`)).to.equal(true);
    });
  }

  describe('where a terminal shows colours', () => {
    const before = process.env['FORCE_COLOR'];
    beforeEach(() => {
      process.env['FORCE_COLOR'] = '1';
    });
    afterEach(() => {
      if (before === undefined) delete process.env['FORCE_COLOR'];
      else process.env['FORCE_COLOR'] = before;
    });

    it('colours the result, and only when asked', () => {
      const coloured = outcomeLine(rejected, true);

      expect(coloured.startsWith('\x1b[33mrejected\x1b[39m ')).to.equal(true);
      expect(stripVTControlCharacters(coloured)).to.equal(outcomeLine(rejected, false));
      expect(outcomeLine(rejected, false).startsWith('rejected ')).to.equal(true);
    });
  });

  it('escapes a newline in a key, so that it cannot forge a line', () => {
    expect(outcomeLine({ ...rejected, key: 'a\ncreated' }, false)).to.contain('  a\\u000acreated: corrupt-image');
  });

  it('writes no character that moves a cursor, whatever key, code, reason and thumbnail hold', () => {
    const text = fc.string({ unit: fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCharCode(code)) });

    fc.assert(
      fc.property(text, (it) => {
        const lines = [
          outcomeLine({ ...failed, key: it, code: it, reason: it }, false),
          outcomeLine({ ...created, thumbnails: [{ ...thumbnail, key: it }] }, false),
        ];
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
        for (const line of lines) expect(line).not.to.match(/[\u0000-\u001f\u007f-\u009f]/);
      }),
    );
  });
});
