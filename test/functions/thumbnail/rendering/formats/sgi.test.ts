import { Rejection } from '../../../../../functions/thumbnail/errors.ts';
import { sgi } from '../../../../../functions/thumbnail/rendering/formats/sgi.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { imageFixture } from '../../../../support/image-fixture.ts';

/** The positions of the bytes of a sample, and of the number of channels. */
const [sampleBytesAt, channelsAt] = [3, 11];

describe('sgi', () => {
  it('rejects what the decoder shows in wrong colours, or cannot read: two channels, and grey of 16 bits', async () => {
    const image = await imageFixture('quartered.sgi');
    image.writeUInt8(2, channelsAt);
    await expectError(Rejection, 'unsupported-format', () => sgi.loader.readHeader(image));

    image.writeUInt8(1, channelsAt);
    sgi.loader.readHeader(image);
    image.writeUInt8(2, sampleBytesAt);
    await expectError(Rejection, 'unsupported-format', () => sgi.loader.readHeader(image));
  });
});
