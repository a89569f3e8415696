import { Rejection } from '../../errors.ts';
import { type ColourSpace, linearLight } from '../colour/colour-space.ts';
import { photoshopCredit } from '../credit/photoshop-credit.ts';
import { magickFormat } from './magick-format.ts';
import { mergedImageEnd } from './psd/merged-image-end.ts';
import { untilTruncated } from './until-truncated.ts';

/** The max number of layers in the file format. ImageMagick counts them as images, although it does not read them. */
const maxLayers = 0x7fff;

/** https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/ */
const headerBytes = 26;
const [depthAt, modeAt] = [22, 24];
const [multichannelMode, floatingPointDepth] = [7, 32];
const profileResource = Buffer.from('8BIM\x04\x0f', 'latin1');

/** Photoshop documents (PSD), and large ones (PSB). The merged picture is shown, not the layers. */
export const psd = magickFormat({
  matches: (beginning) => beginning.startsWith('8BPS'),
  readCredit(image) {
    let resources: Buffer = Buffer.alloc(0);
    untilTruncated(() => {
      resources = resourcesOf(image);
    });
    return photoshopCredit(resources);
  },
  inspect(image) {
    let colour: ColourSpace | undefined;
    untilTruncated(() => {
      if (image.readUInt16BE(modeAt) === multichannelMode) {
        throw new Rejection(
          'unsupported-format',
          'The psd image is multichannel, so the colours of its inks are unknown.',
        );
      }
      if (image.readUInt16BE(depthAt) === floatingPointDepth && !hasProfile(image)) colour = linearLight;
    });
    return { image, strictness: 'warning', colour };
  },
  loader: {
    coder: 'PSD',
    allowed: { modules: ['PSD'], coders: ['PSD', 'PSB'] },
    maxImages: maxLayers,
    readHeader(image) {
      // The decoder ignores missing data at the end, and reports nothing.
      if (mergedImageEnd(image) > image.length) throw new RangeError('The merged picture is cut off.');
      return { width: image.readUInt32BE(18), height: image.readUInt32BE(14) };
    },
  },
});

/** @throws {RangeError} when the data is truncated */
function hasProfile(image: Buffer): boolean {
  return resourcesOf(image).includes(profileResource);
}

/** @throws {RangeError} when the data is truncated */
function resourcesOf(image: Buffer): Buffer {
  const resourcesAt = headerBytes + 4 + image.readUInt32BE(headerBytes);
  return image.subarray(resourcesAt + 4, resourcesAt + 4 + image.readUInt32BE(resourcesAt));
}
