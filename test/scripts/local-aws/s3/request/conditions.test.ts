import { expect } from 'chai';
import { S3Error } from '../../../../../scripts/local-aws/s3/errors.ts';
import { assertMayWrite, isNotModified } from '../../../../../scripts/local-aws/s3/request/conditions.ts';
import { expectError } from '../../../../support/expect-error.ts';

describe('isNotModified', () => {
  const object = { etag: 'e', lastModified: '2026-01-02T03:04:05.678Z' };
  const [before, same, after] = ['04', '05', '06'].map((second) => `Fri, 02 Jan 2026 03:04:${second} GMT`);

  for (const [name, value, expected] of [
    ['if-match', '"e"', false],
    ['if-match', 'e', false],
    ['if-match', '*', false],
    ['if-match', '"x", "e"', false],
    ['if-none-match', '"x"', false],
    ['if-none-match', '"e"', true],
    ['if-none-match', '*', true],
    ['if-modified-since', before, false],
    ['if-modified-since', same, true],
    ['if-modified-since', after, true],
    ['if-modified-since', 'yesterday', false],
    ['if-unmodified-since', same, false],
    ['if-unmodified-since', after, false],
    ['if-unmodified-since', 'yesterday', false],
  ] as const) {
    it(`is ${expected} for the ETag "e" with ${name}: ${value}`, () => {
      expect(isNotModified(new Map([[name, `${value}`]]), object)).to.equal(expected);
    });
  }

  it('refuses an ETag that If-Match does not name', async () => {
    const { details } = await expectError(S3Error, 'PreconditionFailed', () => {
      isNotModified(new Map([['if-match', '"x"']]), object);
    });

    expect(details).to.deep.equal({ Condition: 'If-Match' });
  });

  it('refuses an object that was modified after If-Unmodified-Since', async () => {
    const { details } = await expectError(S3Error, 'PreconditionFailed', () => {
      isNotModified(new Map([['if-unmodified-since', `${before}`]]), object);
    });

    expect(details).to.deep.equal({ Condition: 'If-Unmodified-Since' });
  });

  it('prefers ETags to dates', () => {
    const modified = new Map([
      ['if-match', '"e"'],
      ['if-unmodified-since', `${before}`],
      ['if-none-match', '"x"'],
      ['if-modified-since', `${after}`],
    ]);

    expect(isNotModified(modified, object)).to.equal(false);
  });

  it('reads headers with a prefix', () => {
    const headers = new Map([['x-amz-copy-source-if-none-match', '"e"']]);

    expect([isNotModified(headers, object), isNotModified(headers, object, 'x-amz-copy-source-')]).to.deep.equal([
      false,
      true,
    ]);
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
