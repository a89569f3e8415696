import { expect } from 'chai';
import { S3Error } from '../../../../../scripts/local-aws/s3/errors.ts';
import { parseByteRange } from '../../../../../scripts/local-aws/s3/request/byte-range.ts';
import { expectError } from '../../../../support/expect-error.ts';

describe('parseByteRange', () => {
  const size = 10;

  for (const [header, first, last] of [
    ['bytes=0-0', 0, 0],
    ['bytes=2-4', 2, 4],
    ['bytes=7-', 7, 9],
    ['bytes=7-99', 7, 9],
    ['bytes=-3', 7, 9],
    ['bytes=-99', 0, 9],
  ] as const) {
    it(`reads ${header} of ${size} bytes as ${first} to ${last}`, () => {
      expect(parseByteRange(header, size)).to.deep.equal({ first, last });
    });
  }

  for (const header of [undefined, '', 'bytes=', 'bytes=-', 'bytes=4-2', 'bytes=x-2', 'lines=1-2']) {
    it(`reads ${header} as the whole object`, () => {
      expect(parseByteRange(header, size)).to.equal(undefined);
    });
  }

  for (const [header, ofSize] of [
    ['bytes=10-', 10],
    ['bytes=10-12', 10],
    ['bytes=-0', 10],
    ['bytes=0-', 0],
    ['bytes=-1', 0],
  ] as const) {
    it(`refuses ${header} of ${ofSize} bytes`, async () => {
      const { details } = await expectError(S3Error, 'InvalidRange', () => parseByteRange(header, ofSize));

      expect(details).to.deep.equal({ ActualObjectSize: ofSize });
    });
  }

  it('refuses two ranges', async () => {
    await expectError(S3Error, 'NotImplemented', () => parseByteRange('bytes=0-1,3-4', size));
  });
});
