import { type Box, boxAt, boxesIn } from './boxes.ts';

/** The type of an item and the brand of a file, by the box of the decoder's configuration: AV1 and HEVC. */
const codecs: Partial<Record<string, Pick<Sample, 'itemType' | 'brand'>>> = {
  av1C: { itemType: 'av01', brand: 'avif' },
  hvcC: { itemType: 'hvc1', brand: 'heic' },
};

/** The first picture of a track. */
interface Sample {
  itemType: string;
  brand: string;
  /** The box of the decoder's configuration. */
  configuration: Buffer;
  width: number;
  height: number;
  data: Buffer;
  colour: Buffer[];
}

const sampleEntryBytes = 78;

/**
 * Returns the first picture of a sequence, with its alpha, as a still: libheif reads only stills.
 *
 * @returns undefined when the file has no track of pictures
 * @throws {RangeError} when the data is truncated
 */
export function stillOfSequence(file: Buffer): Buffer | undefined {
  const moov = boxAt(file, ['moov']);
  const tracks = moov ? boxesIn(file, moov.content, moov.end).filter(({ type }) => type === 'trak') : [];
  const handlerOf = (track: Box) => {
    const hdlr = boxAt(file, ['mdia', 'hdlr'], track);
    return hdlr && file.toString('latin1', hdlr.content + 8, hdlr.content + 12);
  };
  const picture = tracks.find((track) => handlerOf(track) === 'pict');
  const alpha = tracks.find((track) => handlerOf(track) === 'auxv');
  const colours = picture && firstSample(file, picture);
  if (!colours) return undefined;
  const transparency = alpha && firstSample(file, alpha);
  const isPremultiplied = boxAt(file, ['tref', 'prem'], picture) !== undefined;
  return stillOf(transparency ? [colours, transparency] : [colours], isPremultiplied);
}

function firstSample(file: Buffer, track: Box): Sample | undefined {
  const table = boxAt(file, ['mdia', 'minf', 'stbl'], track);
  const [stsd, stsz, offsets] = ['stsd', 'stsz', 'stco'].map((type) => table && boxAt(file, [type], table));
  const longOffsets = table && boxAt(file, ['co64'], table);
  const entry = stsd && boxesIn(file, stsd.content + 8, stsd.end)[0];
  if (!entry || !stsz || !(offsets ?? longOffsets)) return undefined;
  const parts = boxesIn(file, entry.content + sampleEntryBytes, entry.end);
  const configuration = parts.find(({ type }) => codecs[type]);
  const codec = configuration && codecs[configuration.type];
  if (!codec) return undefined;
  const offset = offsets
    ? file.readUInt32BE(offsets.content + 8)
    : Number(file.readBigUInt64BE((longOffsets?.content ?? 0) + 8));
  const size = file.readUInt32BE(stsz.content + 4) || file.readUInt32BE(stsz.content + 12);
  // The decoder reports what is missing.
  return {
    ...codec,
    configuration: file.subarray(configuration.start, configuration.end),
    width: file.readUInt16BE(entry.content + 24),
    height: file.readUInt16BE(entry.content + 26),
    data: file.subarray(offset, offset + size),
    colour: parts.filter(({ type }) => type === 'colr').map(({ start, end }) => file.subarray(start, end)),
  };
}

function stillOf(samples: readonly Sample[], isPremultiplied: boolean): Buffer {
  const brand = samples[0]?.brand ?? '';
  const brands = box('ftyp', Buffer.from(`${brand}\0\0\0\0${brand}mif1miaf`, 'latin1'));
  const build = (dataAt: number) => box('meta', u32(0), ...metaOf(samples, isPremultiplied, dataAt));
  const dataAt = brands.length + build(0).length + 8;
  return Buffer.concat([brands, build(dataAt), box('mdat', ...samples.map(({ data }) => data))]);
}

function metaOf(samples: readonly Sample[], isPremultiplied: boolean, dataAt: number): Buffer[] {
  const properties: Buffer[] = [];
  const associations = samples.map(({ configuration, width, height, colour }, index) => {
    const auxiliary = index === 1 ? [box('auxC', u32(0), Buffer.from(`${alphaName}\0`))] : [];
    const own = [box('ispe', u32(0), u32(width), u32(height)), configuration, ...colour, ...auxiliary];
    const first = properties.length + 1;
    properties.push(...own);
    return Buffer.concat([u16(index + 1), Buffer.from([own.length, ...own.map((_, at) => first + at)])]);
  });
  let at = dataAt;
  const locations = samples.map(({ data }, index) => {
    at += data.length;
    return Buffer.concat([u16(index + 1), u16(0), u16(1), u32(at - data.length), u32(data.length)]);
  });
  const entries = samples.map(({ itemType }, index) =>
    box('infe', u32(0x0200_0000), u16(index + 1), u16(0), Buffer.from(`${itemType}\0`, 'latin1')),
  );
  const prem = isPremultiplied ? [box('prem', u16(1), u16(1), u16(2))] : [];
  const references = samples.length > 1 ? [box('iref', u32(0), box('auxl', u16(2), u16(1), u16(1)), ...prem)] : [];
  return [
    box('hdlr', u32(0), u32(0), Buffer.from('pict', 'latin1'), Buffer.alloc(13)),
    box('pitm', u32(0), u16(1)),
    box('iloc', u32(0), u16(0x4400), u16(samples.length), ...locations),
    box('iinf', u32(0), u16(samples.length), ...entries),
    ...references,
    box('iprp', box('ipco', ...properties), box('ipma', u32(0), u32(samples.length), ...associations)),
  ];
}

const alphaName = 'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha';

function box(type: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(8 + body.length), Buffer.from(type, 'latin1'), body]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
