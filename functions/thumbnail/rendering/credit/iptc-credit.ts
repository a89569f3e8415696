import { untilTruncated } from '../formats/until-truncated.ts';
import { type Credit, textOf } from './credit.ts';

/** https://www.iptc.org/std/IIM/4.2/specification/IIMV4.2.pdf, record 2 */
const fields = new Map<number, keyof Credit>([
  [80, 'artist'],
  [110, 'credit'],
  [116, 'copyright'],
]);
const resourceSignature = '8BIM';
const iptcResource = 0x0404;
const datasetMarker = 0x1c;

/** Reads the credit from the Photoshop resources of a JPEG. Reading stops at damage. */
export function iptcCredit(photoshop: Buffer): Credit {
  const credit: Credit = {};
  untilTruncated(() => {
    for (const { record, dataset, content } of datasets(iptcOf(photoshop))) {
      const field = record === 2 ? fields.get(dataset) : undefined;
      const text = field && textOf(content);
      // A picture may have several artists.
      if (field && text) credit[field] = credit[field] ? `${credit[field]}, ${text}` : text;
    }
  });
  return credit;
}

/**
 * https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/ (Image Resources)
 *
 * @throws {RangeError} when there is none, or the data is truncated
 */
function iptcOf(photoshop: Buffer): Buffer {
  for (let at = photoshop.indexOf(resourceSignature); at >= 0; ) {
    if (photoshop.toString('latin1', at, at + 4) !== resourceSignature) break;
    // The name and the content have an even number of bytes, the name with its length.
    const sizeAt = at + 6 + even(1 + photoshop.readUInt8(at + 6));
    const content = sizeAt + 4;
    const size = photoshop.readUInt32BE(sizeAt);
    if (photoshop.readUInt16BE(at + 4) === iptcResource) return photoshop.subarray(content, content + size);
    at = content + even(size);
  }
  throw new RangeError('There is no IPTC.');
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

function even(bytes: number): number {
  return bytes + (bytes % 2);
}
