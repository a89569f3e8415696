export interface WebpChunk {
  name: string;
  bytes: number;
}

/**
 * The chunks of a WebP. https://developers.google.com/speed/webp/docs/riff_container
 *
 * @throws RangeError when it breaks off
 */
export function* webpChunks(webp: Buffer): Iterable<WebpChunk> {
  for (let at = 12; at < webp.length; ) {
    const bytes = webp.readUInt32LE(at + 4);
    yield { name: webp.toString('latin1', at, at + 4), bytes };
    at += 8 + bytes + (bytes % 2);
  }
}
