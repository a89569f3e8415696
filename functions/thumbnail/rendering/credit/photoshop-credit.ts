import { untilTruncated } from '../formats/until-truncated.ts';
import { type Credit, mergeCredits } from './credit.ts';
import { exifCredit } from './exif-credit.ts';
import { iptcCredit } from './iptc-credit.ts';
import { xmpCredit } from './xmp-credit.ts';

const resourceSignature = '8BIM';
/** https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/ (Image Resources) */
const [iptcResource, exifResource, xmpResource] = [0x0404, 0x0422, 0x0424];

/** Reads the credit from the Photoshop resources of an image. A JPEG has only IPTC there. Reading stops at damage. */
export function photoshopCredit(resources: Buffer): Credit {
  let [fromXmp, fromIptc, fromExif]: [Credit, Credit, Credit] = [{}, {}, {}];
  untilTruncated(() => {
    for (const { number, content } of resourcesOf(resources)) {
      if (number === xmpResource) fromXmp = xmpCredit(content);
      if (number === iptcResource) fromIptc = iptcCredit(content);
      if (number === exifResource) fromExif = exifCredit(content);
    }
  });
  return mergeCredits([fromXmp, fromIptc, fromExif]);
}

/** @throws {RangeError} when the data is truncated */
function* resourcesOf(resources: Buffer) {
  for (let at = resources.indexOf(resourceSignature); at >= 0; ) {
    if (resources.toString('latin1', at, at + 4) !== resourceSignature) break;
    // The name and the content have an even number of bytes, the name with its length.
    const sizeAt = at + 6 + even(1 + resources.readUInt8(at + 6));
    const content = sizeAt + 4;
    const size = resources.readUInt32BE(sizeAt);
    yield { number: resources.readUInt16BE(at + 4), content: resources.subarray(content, content + size) };
    at = content + even(size);
  }
}

function even(bytes: number): number {
  return bytes + (bytes % 2);
}
