import { Rejection } from '../../../../../functions/thumbnail/errors.ts';
import { magickDecoder } from '../../../../../functions/thumbnail/rendering/decoders/magick.ts';
import { pnm } from '../../../../../functions/thumbnail/rendering/formats/pnm.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { imageFixture } from '../../../../support/image-fixture.ts';
import { limits } from '../../../../support/render-one.ts';

describe('magickDecoder', () => {
  it('rejects pixels with other proportions than the header, which would look stretched', async () => {
    const loader = { ...pnm.loader, readHeader: () => ({ width: 24, height: 32 }) };
    const decoder = magickDecoder('pnm', loader, limits);
    const image = await imageFixture('quartered.ppm');

    await expectError(Rejection, 'unsupported-format', async () =>
      decoder.decode(image, 'error', await decoder.readHeader(image)),
    );
  });

  it('frees the pixels on release', async () => {
    const decoder = magickDecoder('pnm', pnm.loader, limits);
    const image = await imageFixture('quartered.ppm');
    const picture = await decoder.decode(image, 'error', await decoder.readHeader(image));
    await picture.clone().toBuffer();

    decoder.release?.();

    await expectError(Error, undefined, () => picture.toBuffer());
  });
});
