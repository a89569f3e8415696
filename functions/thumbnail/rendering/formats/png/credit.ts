import type { Credit } from '../../credit/credit.ts';
import { xmpCredit } from '../../credit/xmp-credit.ts';
import { untilTruncated } from '../until-truncated.ts';
import { chunkNumber, chunksOf } from './chunks.ts';

const text = chunkNumber('iTXt');
/** The keyword, then no compression, no language and no translation. https://developer.adobe.com/xmp/docs/XMPSpecifications/ */
const xmpStart = 'XML:com.adobe.xmp\0\0\0\0\0';

/** Reads the credit from the XMP of a PNG. Reading stops at damage. */
export function pngCredit(image: Buffer): Credit {
  let credit: Credit = {};
  untilTruncated(() => {
    for (const { type, content, next } of chunksOf(image)) {
      const start = content + xmpStart.length;
      const isXmp = type === text && image.toString('latin1', content, start) === xmpStart;
      if (isXmp) credit = xmpCredit(image.subarray(start, next - 4));
    }
  });
  return credit;
}
