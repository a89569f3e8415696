import { Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { bodyChecksum } from '../../../../functions/thumbnail/s3/body-checksum.ts';

type Name = 'ChecksumCRC32' | 'ChecksumCRC32C' | 'ChecksumCRC64NVME';

describe('bodyChecksum', () => {
  const start = async (name: Name) => {
    const checksum = await bodyChecksum({ [name]: 'expected' });
    if (!checksum) throw new Error(`no checksum for ${name}`);
    return checksum;
  };

  async function hexOf(name: Name, ...parts: Uint8Array[]): Promise<string> {
    const checksum = await start(name);
    for (const part of parts) checksum.update(part);
    return Buffer.from(await checksum.actual(), 'base64').toString('hex');
  }

  const digits = Buffer.from('123456789');
  const ascending = Uint8Array.from({ length: 32 }, (_, index) => index);

  for (const [title, name, bytes, expected] of [
    // https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4, whose values begin with the lowest byte
    ['32 zeros', 'ChecksumCRC32C', new Uint8Array(32), '8a9136aa'],
    ['0 to 31', 'ChecksumCRC32C', ascending, '46dd794e'],
    // https://reveng.sourceforge.io/crc-catalogue/all.htm
    ['the digits', 'ChecksumCRC32', digits, 'cbf43926'],
    ['the digits', 'ChecksumCRC32C', digits, 'e3069283'],
    ['the digits', 'ChecksumCRC64NVME', digits, 'ae8b14860a799888'],
    ['nothing', 'ChecksumCRC64NVME', new Uint8Array(), '0000000000000000'],
  ] as const) {
    it(`computes the ${name} ${expected} of ${title}`, async () => {
      expect(await hexOf(name, bytes)).to.equal(expected);
    });
  }

  for (const [name, reference] of [
    ['ChecksumCRC32C', () => new Crc32c()],
    ['ChecksumCRC64NVME', () => new Crc64Nvme()],
  ] as const) {
    it(`computes the ${name} that the AWS SDK does, in whatever parts the bytes come`, async () => {
      const parts = fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(parts, async (bytes) => {
          const expected = reference();
          for (const part of bytes) expected.update(part);
          expect(await hexOf(name, ...bytes)).to.equal(Buffer.from(await expected.digest()).toString('hex'));
        }),
      );
    });

    it(`computes the ${name} of parts as large as those of a connection`, async () => {
      const part = Uint8Array.from({ length: 65_536 }, (_, index) => (index * 2_654_435_761) >>> 13);
      const last = part.subarray(0, 12_345);
      const expected = reference();
      for (const bytes of [part, part, last]) expected.update(bytes);

      expect(await hexOf(name, part, part, last)).to.equal(Buffer.from(await expected.digest()).toString('hex'));
    });

    it(`computes the ${name} of two bodies at the same time`, async () => {
      const [one, other] = [await start(name), await start(name)];
      one.update(digits.subarray(0, 4));
      other.update(ascending);
      one.update(digits.subarray(4));

      expect(Buffer.from(await one.actual(), 'base64').toString('hex')).to.equal(await hexOf(name, digits));
      expect(Buffer.from(await other.actual(), 'base64').toString('hex')).to.equal(await hexOf(name, ascending));
    });
  }
});
