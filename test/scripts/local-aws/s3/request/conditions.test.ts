import { expect } from 'chai';
import { S3Error } from '../../../../../scripts/local-aws/s3/errors.ts';
import { assertMayWrite, isNotModified } from '../../../../../scripts/local-aws/s3/request/conditions.ts';
import { expectError } from '../../../../support/expect-error.ts';

describe('isNotModified', () => {
  for (const [name, value, expected] of [
    ['if-match', '"e"', false],
    ['if-match', 'e', false],
    ['if-match', '*', false],
    ['if-match', '"x", "e"', false],
    ['if-none-match', '"x"', false],
    ['if-none-match', '"e"', true],
    ['if-none-match', '*', true],
  ] as const) {
    it(`is ${expected} for the ETag "e" with ${name}: ${value}`, () => {
      expect(isNotModified(new Map([[name, value]]), 'e')).to.equal(expected);
    });
  }

  it('refuses an ETag that If-Match does not name', async () => {
    const { details } = await expectError(S3Error, 'PreconditionFailed', () => {
      isNotModified(new Map([['if-match', '"x"']]), 'e');
    });

    expect(details).to.deep.equal({ Condition: 'If-Match' });
  });
});

describe('assertMayWrite', () => {
  for (const [name, value, current, code] of [
    ['if-none-match', '*', undefined, undefined],
    ['if-none-match', '*', 'e', 'PreconditionFailed'],
    ['if-none-match', '"x"', 'e', 'NotImplemented'],
    ['if-match', '"e"', 'e', undefined],
    ['if-match', '"x"', 'e', 'PreconditionFailed'],
    ['if-match', '"x"', undefined, 'NoSuchKey'],
  ] as const) {
    it(`${code ? `throws ${code}` : 'allows'} over ${current ?? 'nothing'} with ${name}: ${value}`, async () => {
      const write = () => assertMayWrite(new Map([[name, value]]), 'key', current);

      if (code) await expectError(S3Error, code, write);
      else write();
    });
  }
});
