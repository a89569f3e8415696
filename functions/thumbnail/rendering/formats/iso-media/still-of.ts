const alphaName = 'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha';

/** A picture as its codec stores it. */
export interface CodedPicture {
  itemType: string;
  brand: string;
  /** The box of the decoder's configuration. */
  configuration: Buffer;
  width: number;
  height: number;
  data: Buffer;
  colour: Buffer[];
}

/**
 * Returns a file of one still picture.
 *
 * @param pictures the colours, and perhaps their alpha
 */
export function stillOf(pictures: readonly CodedPicture[], isPremultiplied: boolean): Buffer {
  const brand = pictures[0]?.brand ?? '';
  const brands = box('ftyp', Buffer.from(`${brand}\0\0\0\0${brand}mif1miaf`, 'latin1'));
  const build = (dataAt: number) => box('meta', u32(0), ...metaOf(pictures, isPremultiplied, dataAt));
  const dataAt = brands.length + build(0).length + 8;
  return Buffer.concat([brands, build(dataAt), box('mdat', ...pictures.map(({ data }) => data))]);
}

function metaOf(pictures: readonly CodedPicture[], isPremultiplied: boolean, dataAt: number): Buffer[] {
  const properties: Buffer[] = [];
  const associations = pictures.map(({ configuration, width, height, colour }, index) => {
    const auxiliary = index === 1 ? [box('auxC', u32(0), Buffer.from(`${alphaName}\0`))] : [];
    const own = [box('ispe', u32(0), u32(width), u32(height)), configuration, ...colour, ...auxiliary];
    const first = properties.length + 1;
    properties.push(...own);
    return Buffer.concat([u16(index + 1), Buffer.from([own.length, ...own.map((_, at) => first + at)])]);
  });
  let at = dataAt;
  const locations = pictures.map(({ data }, index) => {
    at += data.length;
    return Buffer.concat([u16(index + 1), u16(0), u16(1), u32(at - data.length), u32(data.length)]);
  });
  const entries = pictures.map(({ itemType }, index) =>
    box('infe', u32(0x0200_0000), u16(index + 1), u16(0), Buffer.from(`${itemType}\0`, 'latin1')),
  );
  const prem = isPremultiplied ? [box('prem', u16(1), u16(1), u16(2))] : [];
  const references = pictures.length > 1 ? [box('iref', u32(0), box('auxl', u16(2), u16(1), u16(1)), ...prem)] : [];
  return [
    box('hdlr', u32(0), u32(0), Buffer.from('pict', 'latin1'), Buffer.alloc(13)),
    box('pitm', u32(0), u16(1)),
    box('iloc', u32(0), u16(0x4400), u16(pictures.length), ...locations),
    box('iinf', u32(0), u16(pictures.length), ...entries),
    ...references,
    box('iprp', box('ipco', ...properties), box('ipma', u32(0), u32(pictures.length), ...associations)),
  ];
}

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
