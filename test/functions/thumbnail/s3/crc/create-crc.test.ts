import { Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { createCrc } from '../../../../../functions/thumbnail/s3/crc/create-crc.ts';

const crc32c = createCrc(0x82f6_3b78n, 32);
const crc64Nvme = createCrc(0x9a6c_9329_ac4b_c9b5n, 64);

describe('createCrc', () => {
  function hexOf(create: typeof crc32c, ...parts: Uint8Array[]): string {
    const crc = create();
    for (const part of parts) crc.update(part);
    return Buffer.from(crc.digest()).toString('hex');
  }

  const digits = Buffer.from('123456789');
  const ascending = Uint8Array.from({ length: 32 }, (_, index) => index);

  for (const [name, create, bytes, expected] of [
    // https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4, whose values begin with the lowest byte
    ['32 zeros', crc32c, new Uint8Array(32), '8a9136aa'],
    ['32 bytes of ones', crc32c, new Uint8Array(32).fill(0xff), '62a8ab43'],
    ['0 to 31', crc32c, ascending, '46dd794e'],
    ['31 to 0', crc32c, ascending.toReversed(), '113fdb5c'],
    // https://reveng.sourceforge.io/crc-catalogue/all.htm
    ['the digits', crc32c, digits, 'e3069283'],
    ['the digits', crc64Nvme, digits, 'ae8b14860a799888'],
    ['nothing', crc64Nvme, new Uint8Array(), '0000000000000000'],
  ] as const) {
    it(`returns ${expected} for ${name}`, () => {
      expect(hexOf(create, bytes)).to.equal(expected);
    });
  }

  for (const [name, create, reference] of [
    ['CRC-32C', crc32c, () => new Crc32c()],
    ['CRC-64/NVME', crc64Nvme, () => new Crc64Nvme()],
  ] as const) {
    it(`computes the ${name} that the AWS SDK does, in whatever parts the bytes come`, async () => {
      const parts = fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(parts, async (bytes) => {
          const expected = reference();
          for (const part of bytes) expected.update(part);
          expect(hexOf(create, ...bytes)).to.equal(Buffer.from(await expected.digest()).toString('hex'));
        }),
      );
    });

    it(`computes the ${name} of parts that are larger than its memory`, async () => {
      const bytes = Uint8Array.from({ length: 200_001 }, (_, index) => (index * 2_654_435_761) >>> 13);
      const expected = reference();
      expected.update(bytes);

      expect(hexOf(create, bytes)).to.equal(Buffer.from(await expected.digest()).toString('hex'));
    });

    it(`notices a flipped bit by its ${name}`, () => {
      fc.assert(
        fc.property(fc.uint8Array({ minLength: 1, maxLength: 70 }), fc.nat(), fc.nat(7), (bytes, index, bit) => {
          const flipped = Uint8Array.from(bytes);
          const at = index % bytes.length;
          flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
          expect(hexOf(create, flipped)).not.to.equal(hexOf(create, bytes));
        }),
      );
    });

    it(`computes two of ${name} at the same time`, () => {
      const [one, other] = [create(), create()];
      one.update(digits.subarray(0, 4));
      other.update(ascending);
      one.update(digits.subarray(4));

      expect(Buffer.from(one.digest()).toString('hex')).to.equal(hexOf(create, digits));
      expect(Buffer.from(other.digest()).toString('hex')).to.equal(hexOf(create, ascending));
    });
  }
});
