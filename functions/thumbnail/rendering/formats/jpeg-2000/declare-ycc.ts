import { jp2Of } from './jp2-of.ts';

const sycc = Buffer.from('\x01\0\0\0\0\0\x12', 'latin1');
const [componentCountAt, horizontalSamplingAt, componentBytes] = [40, 43, 3];

/**
 * Whether a bare codestream is in YCC, which it cannot say: two of three components have fewer samples, so they are no colours of RGB.
 *
 * @throws {RangeError} when the data is truncated
 */
export function isYcc(codestream: Buffer): boolean {
  const samplingOf = (component: number) => codestream.readUInt8(horizontalSamplingAt + component * componentBytes);
  return (
    codestream.readUInt16BE(componentCountAt) === 3 && samplingOf(0) === 1 && samplingOf(1) > 1 && samplingOf(2) > 1
  );
}

/** Returns a JP2 that declares its components as YCC. The decoder would show a bare codestream as RGB. */
export function declareYcc(codestream: Buffer): Buffer {
  return jp2Of(codestream, sycc);
}
