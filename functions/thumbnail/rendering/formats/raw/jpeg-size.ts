import type { Size } from '../../types.ts';
import { readFrame } from '../jpeg/frame.ts';

/** A preview has a few dozen segments before its frame. Most hold a profile or a smaller preview. */
const maxSegments = 200;

/**
 * Returns the size of the JPEG at a position; undefined when there is none that viewers show. Sensor data may be a lossless JPEG, or
 * contain the signature by chance.
 *
 * @throws {RangeError} when the data is truncated
 */
export function jpegSizeAt(file: Buffer, start: number): Size | undefined {
  if (file.readUInt16BE(start) !== 0xffd8) return undefined;
  for (let [at, segments] = [start + 2, 0]; segments < maxSegments; segments += 1) {
    // A marker may follow any number of fill bytes. https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1.1.2
    while (file.readUInt16BE(at) === 0xffff) at += 1;
    const marker = file.readUInt16BE(at);
    if (marker < 0xffc0) return undefined;
    if (marker <= 0xffc2) {
      const { width, height, bitsPerSample, components } = readFrame(file, at + 4);
      const isShown = bitsPerSample === 8 && (components.length === 1 || components.length === 3);
      return isShown && width > 0 && height > 0 ? { width, height } : undefined;
    }
    at += 2 + file.readUInt16BE(at + 2);
  }
  return undefined;
}
