import { expect } from 'chai';
import { avif } from '../../../../../functions/thumbnail/rendering/formats/avif.ts';
import { quartered } from '../../../../support/pictures.ts';

describe('avif', () => {
  it('counts the whole file as metadata, which may be anywhere in it', async () => {
    const image = await quartered(40, 30).avif({ effort: 0 }).toBuffer();

    expect(avif.inspect(image).metadataBytes).to.equal(image.length);
  });
});
