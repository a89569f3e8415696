import { Rejection } from '../../errors.ts';
import type { Turn } from '../types.ts';
import type { Format } from './format.ts';
import { isoMediaBrands } from './iso-media/brands.ts';
import { jpeg } from './jpeg.ts';
import { headOf } from './raw/head.ts';
import { isRawTiff } from './raw/is-raw-tiff.ts';
import { largestPreview } from './raw/largest-preview.ts';
import { hasRawSignature, isTiff } from './raw/signatures.ts';
import { smallPicture } from './raw/small-picture.ts';
import { tiffCredit } from './tiff/credit.ts';
import { firstPageOf } from './tiff/first-page.ts';
import { readTags } from './tiff/tags.ts';
import { turnOfOrientation } from './turn-of-orientation.ts';
import { untilTruncated } from './until-truncated.ts';

const { loader, isIsolated, partLimit, memory } = jpeg;
const [orientation, dng] = [274, 50_706];

/** Raw images of cameras: sensor data, and previews as JPEGs. The largest preview is shown. */
export const raw = {
  loader,
  isIsolated,
  partLimit,
  memory,
  matches: (beginning) =>
    hasRawSignature(beginning) ||
    (isoMediaBrands(beginning)?.includes('crx ') ?? false) ||
    (isTiff(beginning) && isRawTiff(beginning)),
  readCredit: (image) => tiffCredit(headOf(image) ?? Buffer.of()),
  inspect(image) {
    const head = headOf(image);
    const { turn, isDng } = head ? factsOf(head) : { isDng: false };
    const preview = largestPreview(image, isDng);
    if (preview) return { ...jpeg.inspect(preview), turn };
    const rewriting = untilTruncated(() => head && smallPicture(head));
    if (rewriting) return { image, strictness: 'error', turn, rewriting };
    throw new Rejection('unsupported-format', 'The raw image has no JPEG preview, and its sensor data is not shown.');
  },
} satisfies Format;

interface Facts {
  /** The turn that makes a preview upright: cameras store previews unrotated. */
  turn?: Turn | undefined;
  isDng: boolean;
}

function factsOf(head: Buffer): Facts {
  const tags = untilTruncated(() => readTags(head, firstPageOf(head), new Set([orientation, dng])).tags);
  return tags ? { turn: turnOfOrientation(tags.get(orientation)?.[0]), isDng: tags.has(dng) } : { isDng: false };
}
