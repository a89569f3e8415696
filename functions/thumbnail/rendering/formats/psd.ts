import { magickFormat } from './magick-format.ts';
import { mergedImageEnd } from './psd/merged-image-end.ts';

/** As many as the file format has numbers for. They count as images, although they are not read. */
const maxLayers = 0x7fff;

/** Photoshop's documents, also large ones (PSB). The merged picture is shown, not the layers. */
export const psd = magickFormat({
  matches: (beginning) => beginning.startsWith('8BPS'),
  loader: {
    coder: 'PSD',
    allowed: { modules: ['PSD'], coders: ['PSD', 'PSB'] },
    maxImages: maxLayers,
    readHeader(image) {
      // The decoder leaves out what is missing at the end, and reports nothing.
      if (mergedImageEnd(image) > image.length) throw new RangeError('The merged picture is cut off.');
      return { width: image.readUInt32BE(18), height: image.readUInt32BE(14) };
    },
  },
});
