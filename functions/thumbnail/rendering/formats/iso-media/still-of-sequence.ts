import { type Box, boxAt, boxesIn } from './boxes.ts';
import { type CodedPicture, stillOf } from './still-of.ts';

/** The type of an item and the brand of a file, by the box of the decoder's configuration: AV1 and HEVC. */
const codecs: Partial<Record<string, Pick<CodedPicture, 'itemType' | 'brand'>>> = {
  av1C: { itemType: 'av01', brand: 'avif' },
  hvcC: { itemType: 'hvc1', brand: 'heic' },
};

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

function firstSample(file: Buffer, track: Box): CodedPicture | undefined {
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
