import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import sharp from 'sharp';
import { openEnvelope } from '../../../../scripts/trials/fuzz/open-envelope.ts';

const pixels = { create: { width: 8, height: 8, channels: 3 as const, background: 'red' } };

describe('openEnvelope', () => {
  it('makes the checksums of a changed PNG right again', async () => {
    const image = await sharp(pixels).png({ palette: true }).toBuffer();
    const { content, close } = openEnvelope(image);
    content.set([0, 0, 255], image.indexOf('PLTE') + 4);

    const { data } = await sharp(close(content)).removeAlpha().raw().toBuffer({ resolveWithObject: true });

    expect([...data.subarray(0, 3)]).to.deep.equal([0, 0, 255]);
  });

  it('opens a compressed text, and compresses another', () => {
    const { content, close } = openEnvelope(gzipSync('<svg/>'));
    expect(`${content}`).to.equal('<svg/>');
    expect(`${gunzipSync(close(Buffer.from('<g/>')))}`).to.equal('<g/>');
  });

  it('leaves any other file as it is', () => {
    const { content, close } = openEnvelope(Buffer.from('GIF89a'));
    expect(close(content).toString()).to.equal('GIF89a');
  });
});
