import { Rejection } from '../../errors.ts';
import { isWithinFile } from './heic/item-locations.ts';
import { metaBox } from './heic/meta-box.ts';
import { primaryItemSize } from './heic/primary-item-size.ts';
import { isoMediaBrands } from './iso-media.ts';
import { magickFormat } from './magick-format.ts';

export const heic = magickFormat({
  matches: (beginning) => isoMediaBrands(beginning)?.some((brand) => /^(?:he[a-z]{2}|mif1|msf1)$/.test(brand)) ?? false,
  loader: {
    coder: 'HEIC',
    allowed: { modules: ['HEIC'], coders: ['HEIC'] },
    readHeader(image) {
      const meta = metaBox(image);
      // The decoder shows green where data are missing, and reports nothing.
      if (!isWithinFile(image, meta)) throw new Rejection('corrupt-image', 'The heic image is cut off.');
      return primaryItemSize(meta);
    },
  },
});
