const signature = Buffer.from('\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 \0\0\0\0jp2 ', 'latin1');
/** The compression type of every JPEG 2000, and a space and a copyright that are known. */
const [compressionType, isKnown] = [7, 0];
const [sizeAt, componentCountAt, depthAt] = [8, 40, 42];

/**
 * Returns a JP2 of a codestream, with a box for its colours and perhaps one that says what its components are. ITU-T T.800, I.5.3
 *
 * @throws {RangeError} when the data is truncated
 */
export function jp2Of(codestream: Buffer, colours: Buffer, definitions?: Buffer): Buffer {
  const [right = 0, bottom = 0, left = 0, top = 0] = [0, 4, 8, 12].map((at) => codestream.readUInt32BE(sizeAt + at));
  const header = Buffer.alloc(14);
  header.writeUInt32BE(bottom - top);
  header.writeUInt32BE(right - left, 4);
  header.writeUInt16BE(codestream.readUInt16BE(componentCountAt), 8);
  header.set([codestream.readUInt8(depthAt), compressionType, isKnown, isKnown], 10);
  const boxes = [box('ihdr', header), box('colr', colours), ...(definitions ? [box('cdef', definitions)] : [])];
  return Buffer.concat([signature, box('jp2h', Buffer.concat(boxes)), box('jp2c', codestream)]);
}

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}
