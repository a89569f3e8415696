import { type Credit, mergeCredits, textOf } from '../../credit/credit.ts';
import { exifCredit } from '../../credit/exif-credit.ts';
import { photoshopCredit } from '../../credit/photoshop-credit.ts';
import { xmpCredit } from '../../credit/xmp-credit.ts';
import { untilTruncated } from '../until-truncated.ts';
import { textsOf } from './texts.ts';

/** How the texts with each keyword are read, in the order of precedence. ImageMagick and ExifTool write profiles as hexadecimal digits. */
const readers = new Map<string, (text: Buffer) => Credit>([
  ['XML:com.adobe.xmp', xmpCredit],
  ['Raw profile type xmp', (text) => xmpCredit(profileOf(text))],
  ['Raw profile type iptc', (text) => photoshopCredit(profileOf(text))],
  ['Raw profile type exif', (text) => exifCredit(profileOf(text))],
  ['Raw profile type APP1', (text) => exifCredit(profileOf(text))],
  ['Author', (text) => ({ artist: textOf(text) })],
  // ExifTool writes it.
  ['Artist', (text) => ({ artist: textOf(text) })],
  ['Copyright', (text) => ({ copyright: textOf(text) })],
]);

/** Reads the credit from the texts of a PNG. Reading stops at damage. */
export function pngCredit(image: Buffer): Credit {
  const found = new Map<string, Credit>();
  untilTruncated(() => {
    for (const { keyword, text } of textsOf(image, [...readers.keys()])) {
      found.set(keyword, readers.get(keyword)?.(text) ?? {});
    }
  });
  return mergeCredits([...readers.keys()].map((keyword) => found.get(keyword) ?? {}));
}

/** The name of the profile and its length precede the digits, on lines of their own. */
function profileOf(text: Buffer): Buffer {
  const [, digits = ''] = /^\s*[^\n]*\n *\d+\n([\s0-9a-f]*)/i.exec(text.toString('latin1')) ?? [];
  return Buffer.from(digits.replace(/\s/g, ''), 'hex');
}
