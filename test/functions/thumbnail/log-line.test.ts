import { expect } from 'chai';
import fc from 'fast-check';
import { logLine } from '../../../functions/thumbnail/log-line.ts';

const outcome = { bucket: 'example-source', key: 'photo.jpg', result: 'created', ms: 1.5 } as const;

describe('logLine', () => {
  it('is the outcome in JSON, with what Lambda puts into its own lines', () => {
    const { timestamp, ...rest } = JSON.parse(logLine(outcome, 'example-request'));

    expect(new Date(timestamp).toISOString()).to.equal(timestamp);
    expect(rest).to.deep.equal({ level: 'INFO', message: 'outcome', requestId: 'example-request', ...outcome });
  });

  for (const [result, level] of Object.entries({
    removed: 'INFO',
    skipped: 'INFO',
    rejected: 'WARN',
    failed: 'ERROR',
  })) {
    it(`is of level ${level} where the result is ${result}`, () => {
      expect(JSON.parse(logLine({ ...outcome, result: result as 'failed' }, 'r'))).to.include({ level, result });
    });
  }

  it('stays one line of harmless characters, and says the key as it is, whatever that is', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 60 });
    const harmful = fc.constantFrom(
      '\n{"level":"ERROR"}',
      '\r\x1b[2J',
      '\x9b31m',
      '\u0085',
      '\u2028',
      '\u2029',
      '\u202e',
      '\u2066',
      '\x7f',
      '"',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(anyText, harmful)), anyText, (parts, reason) => {
        const key = parts.join('');

        const line = logLine({ ...outcome, key, reason }, 'r');

        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(line).not.to.match(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
        expect(JSON.parse(line)).to.include({ key, reason });
      }),
    );
  });
});
