import { decodeTiles } from './avif/decode-tiles.ts';
import { leaveRangeToData } from './avif/leave-range-to-data.ts';
import { type Format, type Inspection, storedPixelBytes } from './format.ts';
import { isoMediaBrands } from './iso-media/brands.ts';
import { colourOf } from './iso-media/colour-of.ts';
import { readItems } from './iso-media/items.ts';
import { rejectIncomplete } from './iso-media/reject-incomplete.ts';
import { showPrimary } from './iso-media/show-primary.ts';
import { stillOfSequence } from './iso-media/still-of-sequence.ts';
import { takeUnevenTurn } from './iso-media/turn.ts';
import { untilTruncated } from './until-truncated.ts';

/** The decoder works in blocks with margins, so a side of one pixel takes as much memory as one of this many. */
const minDecodedSide = 128;

export const avif = {
  // Many AVIFs have the brand `mif1` first, and `avif` only later.
  matches: (beginning) => isoMediaBrands(beginning)?.some((brand) => brand === 'avif' || brand === 'avis') ?? false,
  loader: 'VipsForeignLoadHeif',
  isIsolated: false,
  partLimit: undefined,
  memory: {
    kind: 'estimated',
    wholeImageBytes: ({ width, height, bytesPerSample }) =>
      Math.max(width, minDecodedSide) * Math.max(height, minDecodedSide) * (bytesPerSample === 1 ? 20 : 30),
    pixelBytes: storedPixelBytes,
    shrinksOnLoad: false,
  },
  inspect(original) {
    let image = original;
    // Browsers turn an AVIF by its own properties, never by its EXIF. libheif applies the properties.
    const found: Partial<Inspection> = { turn: { degrees: 0, isFlipped: false, isFlopped: false } };
    untilTruncated(() => {
      let items = readItems(image);
      if (!items) {
        image = stillOfSequence(image) ?? image;
        items = readItems(image);
      }
      // libvips reads only the first brand. A sequence has another one, although its still picture is an ordinary AVIF.
      image.write('avif', 8, 'latin1');
      if (!items) return;
      rejectIncomplete(image, items, 'avif');
      showPrimary(image, items);
      found.colour = colourOf(image, items);
      leaveRangeToData(image, items);
      found.isPremultiplied = items.isPremultiplied;
      found.turn = takeUnevenTurn(image, items) ?? found.turn;
      const checked = items;
      if (checked.tiles.length > 0) {
        found.finish = async () => {
          await decodeTiles(image, checked);
          return image;
        };
      }
    });
    // Metadata may be anywhere in an AVIF, so all of it counts.
    return { image, metadataBytes: image.length, strictness: 'warning', ...found };
  },
} satisfies Format;
