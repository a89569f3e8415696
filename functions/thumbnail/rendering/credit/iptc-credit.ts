import { untilTruncated } from '../formats/until-truncated.ts';
import { type Credit, cleanText, textOf } from './credit.ts';

/** https://www.iptc.org/std/IIM/4.2/specification/IIMV4.2.pdf, record 2 */
const fields = new Map<number, keyof Credit>([
  [80, 'artist'],
  [110, 'credit'],
  [116, 'copyright'],
]);
const datasetMarker = 0x1c;

/** Reads the credit from IPTC. Reading stops at damage. */
export function iptcCredit(iptc: Buffer): Credit {
  const credit: Credit = {};
  untilTruncated(() => {
    for (const { record, dataset, content } of datasets(iptc)) {
      const field = record === 2 ? fields.get(dataset) : undefined;
      const text = field && textOf(content);
      // A picture may have several artists.
      if (field && text) credit[field] = credit[field] ? cleanText(`${credit[field]}, ${text}`) : text;
    }
  });
  return credit;
}

/** @throws {RangeError} when the data is truncated */
function* datasets(iptc: Buffer) {
  for (let at = 0; iptc.readUInt8(at) === datasetMarker; ) {
    const bytes = iptc.readUInt16BE(at + 3);
    const content = iptc.subarray(at + 5, at + 5 + bytes);
    yield { record: iptc.readUInt8(at + 1), dataset: iptc.readUInt8(at + 2), content };
    at += 5 + bytes;
  }
}
