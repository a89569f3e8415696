import { expect } from 'chai';
import { startChecksum } from '../../../../scripts/local-aws/s3/checksums.ts';

describe('startChecksum', () => {
  /** The check values of the CRC catalogue (reveng.sourceforge.io), and `printf 123456789 | sha1sum` and so on. */
  const ofDigits = {
    crc32: 'cbf43926',
    crc32c: 'e3069283',
    crc64nvme: 'ae8b14860a799888',
    md5: '25f9e794323b453885f5181f1b624d0b',
    sha1: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441',
    sha256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
  } as const;

  for (const algorithm of Object.keys(ofDigits) as (keyof typeof ofDigits)[]) {
    it(`returns the ${algorithm} of bytes that arrive in pieces`, async () => {
      const checksum = await startChecksum(algorithm);
      checksum.update(Buffer.from('1234'));
      checksum.update(Buffer.from('56789'));

      expect(Buffer.from(await checksum.digest(), 'base64').toString('hex')).to.equal(ofDigits[algorithm]);
    });
  }
});
