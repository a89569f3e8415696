/** Returns a number in 16 bits, the high byte first. */
export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

/** Returns a number in 32 bits, the high byte first. */
export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Returns a box of the ISO base media format. */
export function isoBox(type: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(8 + body.length), Buffer.from(type, 'latin1'), body]);
}

/** Returns an AVIF of one picture, which has these boxes beside the one that names it. */
export function avifOf(...boxes: Buffer[]): Buffer {
  const brands = isoBox('ftyp', Buffer.from('avif\0\0\0\0avifmif1miaf', 'latin1'));
  return Buffer.concat([brands, isoBox('meta', u32(0), isoBox('pitm', u32(0), u16(1)), ...boxes)]);
}
