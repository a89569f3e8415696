import { expect } from 'chai';
import fc from 'fast-check';
import type { Outcome } from '../../../functions/thumbnail/contract/outcome.ts';
import { logLine } from '../../../functions/thumbnail/log-line.ts';
import { anyText } from '../../support/any-text.ts';

const record = { bucket: 'example-source', key: 'photo.jpg', ms: 1.5 };
const created: Outcome = { ...record, result: 'created', thumbnails: [] };
const because = { code: 'corrupt-image', reason: 'It is cut off.' } as const;

describe('logLine', () => {
  it("is the outcome in JSON, with the fields of Lambda's own lines", () => {
    const { timestamp, ...rest } = JSON.parse(logLine(created, 'example-request'));

    expect(new Date(timestamp).toISOString()).to.equal(timestamp);
    expect(rest).to.deep.equal({ level: 'INFO', message: 'outcome', requestId: 'example-request', ...created });
  });

  for (const [level, outcome] of [
    ['INFO', { ...record, result: 'removed' }],
    ['INFO', { ...record, result: 'skipped', reason: 'It is a folder.' }],
    ['WARN', { ...record, result: 'rejected', ...because }],
    ['ERROR', { ...record, result: 'failed', ...because, code: 'unexpected' }],
  ] as const) {
    it(`has the level ${level} when the result is ${outcome.result}`, () => {
      expect(JSON.parse(logLine(outcome, 'r'))).to.include({ level, result: outcome.result });
    });
  }

  it('stays one line of harmless characters, and has the key unchanged, whatever that is', () => {
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
      fc.property(
        fc.array(fc.oneof(anyText({ maxLength: 60 }), harmful)),
        anyText({ maxLength: 60 }),
        (parts, reason) => {
          const key = parts.join('');

          const line = logLine({ ...record, key, result: 'skipped', reason }, 'r');

          // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
          expect(line).not.to.match(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
          expect(JSON.parse(line)).to.include({ key, reason });
        },
      ),
    );
  });
});
