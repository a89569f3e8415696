/** Returns IPTC with the texts of record 2, by their numbers. */
export function iptcOf(texts: Record<number, string>): Buffer {
  const datasets = Object.entries(texts).map(([dataset, text]) => {
    const content = Buffer.from(text);
    return Buffer.concat([Buffer.from([0x1c, 2, Number(dataset), 0, content.length]), content]);
  });
  return Buffer.concat(datasets);
}

/** Returns Photoshop resources, of which the second is the one with this number. */
export function photoshopResources(number: number, content: Buffer): Buffer {
  const other = Buffer.from('8BIM\x04\x25\0\0\0\0\0\x03abc\0', 'latin1');
  const head = Buffer.from('8BIM\0\0\x04name\0\0\0\0\0', 'latin1');
  head.writeUInt16BE(number, 4);
  head.writeUInt32BE(content.length, 12);
  return Buffer.concat([other, head, content, Buffer.alloc(content.length % 2)]);
}
