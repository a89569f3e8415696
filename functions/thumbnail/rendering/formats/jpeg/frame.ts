export interface Frame {
  /** Pixels. */
  width: number;
  /** Pixels; 0 when only a later segment says them. */
  height: number;
  bitsPerSample: number;
  components: readonly Component[];
}

export interface Component {
  id: number;
  /** The number of its samples beside each other where the component with the fewest has one. */
  across: number;
  /** The number of its samples above each other where the component with the fewest has one. */
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
