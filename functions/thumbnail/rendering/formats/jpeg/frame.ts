export interface Frame {
  /** Pixels. */
  width: number;
  /** Pixels; 0 when a later segment has the height. */
  height: number;
  bitsPerSample: number;
  components: readonly Component[];
}

export interface Component {
  id: number;
  /** The horizontal sampling factor. */
  across: number;
  /** The vertical sampling factor. */
  down: number;
}

/**
 * Reads the content of a segment that `isFrame`.
 *
 * @throws {RangeError} when the data is truncated
 */
export function readFrame(jpeg: Buffer, content: number): Frame {
  return {
    bitsPerSample: jpeg.readUInt8(content),
    height: jpeg.readUInt16BE(content + 1),
    width: jpeg.readUInt16BE(content + 3),
    components: Array.from({ length: jpeg.readUInt8(content + 5) }, (_, index) => {
      const at = content + 6 + index * 3;
      const factors = jpeg.readUInt8(at + 1);
      return { id: jpeg.readUInt8(at), across: factors >> 4, down: factors & 15 };
    }),
  };
}
