import { crc32 } from 'node:zlib';
import { expect } from 'chai';
import { repairData } from '../../../../../../functions/thumbnail/rendering/formats/png/repair-data.ts';
import { detailed, expectQuartered, quartered } from '../../../../../support/pictures.ts';
import { pngChunk, withChunks } from '../../../../../support/png-chunks.ts';
import { expectRejected, thumbnailOf } from '../../../../../support/render-one.ts';

const endBytes = 12;
const crcBytes = 4;
const rowsChecksumAt = -endBytes - crcBytes - 1;

describe('repairData', () => {
  for (const [kind, interlaced] of Object.entries({ plain: false, interlaced: true })) {
    it(`shows a ${kind} picture that ends before its checksums`, async () => {
      const image = await quartered(41, 31).png({ progressive: interlaced }).toBuffer();

      await expectShown(image.subarray(0, rowsChecksumAt));
    });
  }

  it('shows a picture whose window is larger than declared', async () => {
    const image = await quartered(40, 30).png().toBuffer();
    // A window of 256 bytes, and a matching check of the header.
    image.set([0x08, 0x1d], image.indexOf('IDAT') + 4);

    await expectShown(image);
  });

  it('shows a picture with a wrong checksum of its chunk', async () => {
    await expectShown(flipped(await quartered(40, 30).png().toBuffer(), -endBytes - 1));
  });

  it('shows a picture with a wrong checksum of its rows', async () => {
    const image = await quartered(40, 30).png().toBuffer();
    const repaired = repairData(image);
    const wrong = flipped(image, rowsChecksumAt);
    const at = wrong.indexOf('IDAT');
    wrong.writeUInt32BE(crc32(wrong.subarray(at, -endBytes - crcBytes)), wrong.length - endBytes - crcBytes);

    expect(repairData(wrong)).to.deep.equal(repaired);
    await expectShown(wrong);
  });

  it('leaves a picture whose checksums are both wrong', async () => {
    const image = flipped(await quartered(40, 30).png().toBuffer(), -endBytes - 1);

    await expectRejected(flipped(image, rowsChecksumAt), 'corrupt-image');
  });

  it('leaves a picture that lacks rows', async () => {
    const image = await detailed(80, 60).png().toBuffer();
    const cut = Buffer.from(image.subarray(0, image.length * 0.9));

    expect(repairData(cut)).to.equal(undefined);
    await expectRejected(cut, 'corrupt-image');
  });

  it('leaves a picture that lacks rows, although bytes before it were removed and follow it', async () => {
    // The rows of one colour take few bytes, so a few wrong bytes could stand for all missing rows.
    const image = await detailed(200, 4).extend({ top: 190, background: 'grey' }).png().toBuffer();
    const text = pngChunk('tEXt', Buffer.alloc(100));

    await expectRejected(withChunks(image, [text]).subarray(0, -120), 'corrupt-image');
  });

  it('changes nothing twice', async () => {
    const repaired = repairData(await quartered(40, 30).png().toBuffer()) ?? Buffer.of();

    expect(repaired.length).to.be.above(0);
    expect(repairData(repaired)).to.equal(undefined);
  });
});

async function expectShown(image: Buffer): Promise<void> {
  await expectQuartered((await thumbnailOf(Buffer.from(image))) ?? Buffer.of(), 4);
}

function flipped(image: Buffer, at: number): Buffer {
  const copy = Buffer.from(image);
  copy.writeUInt8(copy.readUInt8(copy.length + at) ^ 1, copy.length + at);
  return copy;
}
