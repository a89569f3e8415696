import type { Inspection } from './format.ts';
import { heicCredit } from './heic/credit.ts';
import { rejectDamagedData } from './heic/reject-damaged-data.ts';
import { rejectUndecoded } from './heic/reject-undecoded.ts';
import { sizeOfItem } from './heic/size-of-item.ts';
import { isoMediaBrands } from './iso-media/brands.ts';
import { colourOf } from './iso-media/colour-of.ts';
import { readItems } from './iso-media/items.ts';
import { rejectIncomplete } from './iso-media/reject-incomplete.ts';
import { showPrimary } from './iso-media/show-primary.ts';
import { stillOfSequence } from './iso-media/still-of-sequence.ts';
import { takeUnevenTurn } from './iso-media/turn.ts';
import { magickFormat } from './magick-format.ts';
import { untilTruncated } from './until-truncated.ts';

export const heic = magickFormat({
  matches: (beginning) => isoMediaBrands(beginning)?.some((brand) => /^(?:he[a-z]{2}|mif1|msf1)$/.test(brand)) ?? false,
  readCredit: heicCredit,
  inspect(original) {
    let image = original;
    const found: Partial<Inspection> = {};
    untilTruncated(() => {
      let items = readItems(image);
      if (!items) {
        image = stillOfSequence(image) ?? image;
        items = readItems(image);
      }
      if (!items) return;
      showPrimary(image, items);
      found.colour = colourOf(image, items);
      found.isPremultiplied = items.isPremultiplied;
      found.turn = takeUnevenTurn(image, items);
    });
    return { image, strictness: 'warning', ...found };
  },
  loader: {
    coder: 'HEIC',
    allowed: { modules: ['HEIC'], coders: ['HEIC'] },
    readHeader(image) {
      const found = readItems(image);
      if (!found?.primary) throw new RangeError('There is no primary picture.');
      rejectIncomplete(image, found, 'heic');
      rejectDamagedData(image, found);
      return sizeOfItem(image, found.primary);
    },
    rejectUndecoded,
  },
});
