import { expect } from 'chai';
import { unpackZstandard } from '../../../../../../functions/thumbnail/rendering/formats/tiff/unpack-zstandard.ts';
import { expectError } from '../../../../../support/expect-error.ts';

/** A frame of one block that repeats a byte. https://www.rfc-editor.org/rfc/rfc8878 */
function repeated(byte: number, count: number): Buffer {
  const header = (count << 3) | (1 << 1) | 1;
  return Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x40, header & 0xff, (header >> 8) & 0xff, header >> 16, byte]);
}

describe('unpackZstandard', () => {
  it('returns what was compressed', () => {
    expect(unpackZstandard(repeated(7, 100_000), 100_000).equals(Buffer.alloc(100_000, 7))).to.equal(true);
  });

  it('throws when the data unpacks to more than the max', async () => {
    const { message } = await expectError(RangeError, undefined, () => unpackZstandard(repeated(7, 100_000), 99_999));
    expect(message).to.include('more than 99999 bytes');
  });

  it('throws a RangeError on damage, whatever the library throws', async () => {
    const whole = repeated(7, 1000);
    for (const damaged of [whole.subarray(0, 8), Buffer.from('no Zstandard')]) {
      await expectError(RangeError, undefined, () => unpackZstandard(damaged, 1000));
    }
  });
});
