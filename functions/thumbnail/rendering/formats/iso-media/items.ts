import { type Box, boxAt, boxesIn } from './boxes.ts';

/** One picture, or one piece of metadata, in a file. */
export interface Item {
  id: number;
  /** Such as `av01`, `grid` or `Exif`. */
  type: string;
  /** The start of its data in the file; undefined when the data is split, or lies elsewhere. */
  dataStart: number | undefined;
  /** The end of its data in the file; 0 when the data lies elsewhere. */
  dataEnd: number;
  /** The length of its data, in the file or elsewhere. */
  dataBytes: number;
  /** The position of its flags. */
  flagsAt: number;
  /** The type of metadata, such as `application/rdf+xml`. */
  contentType: string | undefined;
  properties: Property[];
}

export interface Property extends Box {
  /** The position of the entry that gives the item this property. */
  associationAt: number;
  associationBytes: 1 | 2;
}

export interface Items {
  primary: Item | undefined;
  items: Item[];
  /** The alpha of the primary item. */
  alpha: Item | undefined;
  isPremultiplied: boolean;
  /** The tiles of the primary item and of its alpha. */
  tiles: Item[];
}

/** Max bytes of the names of an item. They are short, but a file may have many. */
const maxNameBytes = 200;

const alphaNames = ['urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0', 'urn:mpeg:hevc:2015:auxid:1\0'];

/**
 * Reads the items of a file. No box is read beyond its end: otherwise many small boxes could each cause a read of the whole file.
 * https://aomediacodec.github.io/av1-avif/
 *
 * @returns undefined when the file has no still picture
 * @throws {RangeError} when the data is truncated
 */
export function readItems(file: Buffer): Items | undefined {
  const meta = boxAt(file, ['meta']);
  const pitm = meta && boxAt(file, ['pitm'], meta);
  if (!meta || !pitm) return undefined;
  const primaryId =
    file[pitm.content] === 0 ? file.readUInt16BE(pitm.content + 4) : file.readUInt32BE(pitm.content + 4);
  const places = dataPlaces(file, boxAt(file, ['iloc'], meta));
  const properties = propertiesOf(file, meta);
  const items = itemTypes(file, boxAt(file, ['iinf'], meta)).map((item) => {
    const { start, end = 0, bytes = 0 } = places.get(item.id) ?? {};
    return { ...item, dataStart: start, dataEnd: end, dataBytes: bytes, properties: properties.get(item.id) ?? [] };
  });
  const references = referencesOf(file, boxAt(file, ['iref'], meta));
  const isAlpha = ({ type, content }: Box) =>
    type === 'auxC' &&
    alphaNames.some((name) => file.toString('latin1', content + 4, content + 4 + name.length) === name);
  const auxiliaries = new Set(
    references.filter(({ type, to }) => type === 'auxl' && to.includes(primaryId)).map(({ from }) => from),
  );
  const alpha = items.find((item) => auxiliaries.has(item.id) && item.properties.some(isAlpha));
  const tileIds = new Set(
    references.flatMap(({ type, from, to }) => (type === 'dimg' && [primaryId, alpha?.id].includes(from) ? to : [])),
  );
  return {
    primary: items.find(({ id }) => id === primaryId),
    items,
    alpha,
    tiles: items.filter(({ id }) => tileIds.has(id)),
    isPremultiplied: references.some(({ type, from }) => type === 'prem' && from === primaryId),
  };
}

function itemTypes(file: Buffer, iinf: Box | undefined): Array<Pick<Item, 'id' | 'type' | 'flagsAt' | 'contentType'>> {
  if (!iinf) return [];
  const start = iinf.content + (file[iinf.content] === 0 ? 6 : 8);
  return boxesIn(file, start, iinf.end).map(({ content, end }) => {
    const isShort = file[content] === 2;
    const id = isShort ? file.readUInt16BE(content + 4) : file.readUInt32BE(content + 4);
    const typeAt = content + (isShort ? 8 : 10);
    const type = file.toString('latin1', typeAt, typeAt + 4);
    // The content type follows a name. A zero byte ends each.
    const [, contentType] = file.toString('latin1', typeAt + 4, Math.min(end, typeAt + maxNameBytes)).split('\0');
    return { id, type, flagsAt: content + 3, contentType: type === 'mime' ? contentType : undefined };
  });
}

interface Place {
  start: number | undefined;
  end: number;
  bytes: number;
}

/** Returns the length of each item's data, by the id of the item, and its position, if it lies in the file. */
function dataPlaces(whole: Buffer, iloc: Box | undefined): Map<number, Place> {
  const places = new Map<number, Place>();
  if (!iloc) return places;
  const file = whole.subarray(0, iloc.end);
  const version = file.readUInt8(iloc.content);
  let at = iloc.content + 4;
  const read = (bytes: number) => {
    at += bytes;
    return bytes === 8 ? Number(file.readBigUInt64BE(at - 8)) : bytes === 0 ? 0 : file.readUIntBE(at - bytes, bytes);
  };
  const sizes = read(2);
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexBytes = version === 0 ? 0 : sizes & 15;
  for (let left = read(version < 2 ? 2 : 4); left > 0; left -= 1) {
    const id = read(version < 2 ? 2 : 4);
    const isInFile = version === 0 || (read(2) & 15) === 0;
    read(2);
    const base = read(baseBytes);
    const place: Place = { start: undefined, end: 0, bytes: 0 };
    const extentCount = read(2);
    // Extents without fields take no bytes, so a file can declare any number of them. They are all equal.
    const isEmpty = indexBytes + offsetBytes + lengthBytes === 0;
    for (let extents = isEmpty ? Math.min(1, extentCount) : extentCount; extents > 0; extents -= 1) {
      read(indexBytes);
      const offset = base + read(offsetBytes);
      const extentBytes = read(lengthBytes);
      place.bytes += extentBytes;
      if (!isInFile) continue;
      place.start = extentCount === 1 ? offset : undefined;
      place.end = Math.max(place.end, offset + extentBytes);
    }
    places.set(id, place);
  }
  return places;
}

function propertiesOf(whole: Buffer, meta: Box): Map<number, Property[]> {
  const byItem = new Map<number, Property[]>();
  const iprp = boxAt(whole, ['iprp'], meta);
  const ipco = iprp && boxAt(whole, ['ipco'], iprp);
  if (!iprp || !ipco) return byItem;
  const all = boxesIn(whole, ipco.content, ipco.end);
  for (const ipma of boxesIn(whole, iprp.content, iprp.end).filter(({ type }) => type === 'ipma')) {
    const file = whole.subarray(0, ipma.end);
    const [idBytes, associationBytes] = [
      file[ipma.content] === 0 ? 2 : 4,
      (file[ipma.content + 3] ?? 0) & 1 ? 2 : 1,
    ] as const;
    let at = ipma.content + 8;
    for (let entries = file.readUInt32BE(ipma.content + 4); entries > 0; entries -= 1) {
      const id = file.readUIntBE(at, idBytes);
      const count = file.readUInt8(at + idBytes);
      const positions = Array.from({ length: count }, (_, index) => at + idBytes + 1 + index * associationBytes);
      const properties = positions.flatMap((associationAt) => {
        const indexMask = associationBytes === 2 ? 0x7fff : 0x7f;
        const box = all[(file.readUIntBE(associationAt, associationBytes) & indexMask) - 1];
        return box ? [{ ...box, associationAt, associationBytes }] : [];
      });
      byItem.set(id, properties);
      at += idBytes + 1 + count * associationBytes;
    }
  }
  return byItem;
}

function referencesOf(whole: Buffer, iref: Box | undefined): Array<{ type: string; from: number; to: number[] }> {
  if (!iref) return [];
  const idBytes = whole[iref.content] === 0 ? 2 : 4;
  return boxesIn(whole, iref.content + 4, iref.end).map(({ type, content, end }) => {
    const file = whole.subarray(0, end);
    const count = file.readUInt16BE(content + idBytes);
    const to = Array.from({ length: count }, (_, index) =>
      file.readUIntBE(content + idBytes + 2 + index * idBytes, idBytes),
    );
    return { type, from: file.readUIntBE(content, idBytes), to };
  });
}
