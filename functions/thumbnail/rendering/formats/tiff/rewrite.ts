import { Rejection } from '../../../errors.ts';
import type { Rewriting } from '../format.ts';
import { decompressors } from './decompress.ts';
import { isLab, type Layout, photometrics } from './layout.ts';
import { writePlainTiff } from './plain-tiff.ts';
import { bytesOfParts, partsOf } from './read-samples.ts';
import type { TagData } from './tags.ts';
import { rgbOfLab, rgbOfPalette, rgbOfYcbcr, srgbOfLinear } from './to-rgb.ts';
import { toUnit } from './to-unit.ts';

const wholeBits = [8, 16, 32, 64];
const isReadable: Record<number, (bits: number) => boolean> = {
  1: (bits) => (bits >= 1 && bits <= 16) || [24, 32, 64].includes(bits),
  2: (bits) => wholeBits.includes(bits),
  3: (bits) => [16, 24, 32, 64].includes(bits),
};

/**
 * Returns how to rewrite a page; undefined when libvips reads it correctly, or its compression is JPEG, which is not decoded here.
 *
 * @throws {Rejection} when the colour table is incomplete, the strips or tiles have no size, or libvips would misread the page and
 * this project does not support it
 */
export function rewritingOf(
  tiff: Buffer,
  layout: Layout,
  data: TagData,
  isLittleEndian: boolean,
): Rewriting | undefined {
  const { width, height, bits, sampleFormat, compression, colours, alpha, orientation } = layout;
  if (layout.photometric === photometrics.palette && (data.tags.get(320)?.length ?? 0) < 3 * 2 ** bits) {
    throw new Rejection('corrupt-image', 'The tiff image lacks its colour table, or a part of it.');
  }
  if (!isMisread(layout)) return undefined;
  const isKnown = decompressors[compression] && isReadable[sampleFormat]?.(bits) && isConvertible(layout);
  if (!isKnown) {
    const samples = `${layout.samples} samples of ${bits} bits in the format ${sampleFormat}`;
    throw new Rejection('unsupported-format', `The tiff image has ${samples}, with the compression ${compression}.`);
  }
  const partBytes = bytesOfParts(layout);
  const channels = (layout.photometric === photometrics.palette ? 3 : colours) + (alpha === undefined ? 0 : 1);
  const bytesPerSample = bits <= 8 || colours === 4 ? 1 : 2;
  const header = { width, height, channels, bytesPerSample, isProgressive: false, chroma: undefined, orientation };
  return {
    header: { ...header, hasProfileOf16Bits: data.profile !== undefined && bytesPerSample === 2 && colours < 4 },
    // The values, the samples and a copy of them; the strips or tiles, and a copy of them.
    bytes: width * height * channels * (4 + 2 * bytesPerSample) + 2 * partBytes,
    image() {
      const pixels = pixelsOf(tiff, layout, data, isLittleEndian, bytesPerSample);
      const profile = isLab(layout) ? undefined : data.profile;
      const hasAlpha = alpha !== undefined;
      return writePlainTiff({ width, height, channels, bytesPerSample, pixels, hasAlpha, orientation, profile });
    },
  };
}

function isMisread(layout: Layout): boolean {
  const { photometric, samples, bits, sampleFormat, compression, colours, alpha, isPlanar, isTiled } = layout;
  const { isPremultiplied } = layout;
  const isJpeg = compression === 6 || compression === 7;
  if (isJpeg) return false;
  const extras = samples - colours;
  if (photometric === photometrics.palette) return bits > 8 || extras > 0;
  // libvips misreads the white point of Lab, and goes by the bit depth to decide whether floating point is linear light.
  if (isLab(layout) || sampleFormat !== 1 || bits >= 24 || photometric === photometrics.ycbcr) return true;
  const isPacked = ![1, 2, 4, 8, 16].includes(bits);
  // ImageMagick does not invert these samples, which libvips refuses.
  if (photometric === photometrics.whiteIsZero && isPacked) return true;
  if (bits < 8) return extras > 0;
  if (isPlanar && (isTiled || (isPremultiplied && colours === 1))) return true;
  const isDeepCmyk = photometric === photometrics.cmyk && bits === 16;
  return extras > 1 || (extras === 1 && (alpha === undefined || isDeepCmyk));
}

function isConvertible(layout: Layout): boolean {
  const { photometric, bits, sampleFormat, isPlanar, predictor, subsampling } = layout;
  const [across, down] = subsampling;
  if (predictor === 2 && !wholeBits.includes(bits)) return false;
  if (photometric === photometrics.palette) return bits <= 16 && sampleFormat === 1;
  if (isLab(layout)) return sampleFormat === 3 || (sampleFormat === 1 && [8, 16, 32].includes(bits));
  if (photometric !== photometrics.ycbcr) return true;
  return bits === 8 && sampleFormat === 1 && across > 0 && down > 0 && (!isPlanar || across * down === 1);
}

/** Returns the colours and the alpha of each pixel, as unsigned samples. */
function pixelsOf(tiff: Buffer, layout: Layout, data: TagData, isLittleEndian: boolean, bytesPerSample: 1 | 2): Buffer {
  const { width, height, samples, isPlanar, partWidth, partHeight, colours, alpha, photometric } = layout;
  const isYcbcr = photometric === photometrics.ycbcr;
  const kept = [...Array.from({ length: colours }, (_, index) => index), ...(alpha === undefined ? [] : [alpha])];
  const channels = kept.length;
  const values = new Float32Array(width * height * channels);
  for (const { x, y, plane, sample } of partsOf(tiff, layout, isLittleEndian)) {
    const columns = Math.min(partWidth, width - x);
    const rows = Math.min(partHeight, height - y);
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const at = ((y + row) * width + x + column) * channels;
        if (isPlanar) {
          const channel = kept.indexOf(plane);
          if (channel >= 0) values[at + channel] = sample(row * partWidth + column);
        } else {
          for (let channel = 0; channel < channels; channel += 1) {
            const number = kept[channel] ?? 0;
            const index = isYcbcr
              ? indexOfYcbcr(layout, row, column, number)
              : (row * partWidth + column) * samples + number;
            values[at + channel] = sample(index);
          }
        }
      }
    }
  }
  return toSamples(values, channels, layout, data, bytesPerSample);
}

/** Returns unsigned samples of grey, RGB or CMYK. */
function toSamples(
  values: Float32Array,
  channels: number,
  layout: Layout,
  { tags, profile }: TagData,
  bytesPerSample: 1 | 2,
): Buffer {
  const { photometric, alpha } = layout;
  if (photometric === photometrics.palette) {
    return quantized(rgbOfPalette(values, channels, tags, layout.bits), bytesPerSample, 0, false);
  }
  let isLinear = false;
  if (isLab(layout)) rgbOfLab(values, channels, layout);
  else if (photometric === photometrics.ycbcr) rgbOfYcbcr(values, channels, tags);
  else isLinear = toUnit(values, layout, channels) && photometric === photometrics.rgb && !profile;
  if (layout.isPremultiplied) divideByAlpha(values, channels);
  if (isLinear) srgbOfLinear(values, channels);
  const invertedChannels = photometric === photometrics.whiteIsZero ? channels : 0;
  return quantized(values, bytesPerSample, invertedChannels, alpha !== undefined);
}

/** Returns the index of a sample in chunky YCbCr, in which the luma of several pixels precedes their shared chroma. */
function indexOfYcbcr(
  { partWidth, subsampling: [across, down] }: Layout,
  row: number,
  column: number,
  channel: number,
): number {
  const unitSamples = across * down + 2;
  const unit = Math.floor(row / down) * Math.ceil(partWidth / across) + Math.floor(column / across);
  const within = channel === 0 ? (row % down) * across + (column % across) : across * down + channel - 1;
  return unit * unitSamples + within;
}

function divideByAlpha(values: Float32Array, channels: number): void {
  for (let at = 0; at < values.length; at += channels) {
    const alpha = values[at + channels - 1] ?? 0;
    for (let channel = at; alpha > 0 && channel < at + channels - 1; channel += 1)
      values[channel] = (values[channel] ?? 0) / alpha;
  }
}

/** Returns unsigned samples.
 *
 * @param invertedChannels samples of a pixel, whose colours are inverted; 0 when no colours are
 */
function quantized(values: Float32Array, bytesPerSample: 1 | 2, invertedChannels: number, hasAlpha: boolean): Buffer {
  const max = bytesPerSample === 1 ? 0xff : 0xffff;
  const samples = bytesPerSample === 1 ? new Uint8Array(values.length) : new Uint16Array(values.length);
  for (let at = 0; at < values.length; at += 1) {
    // NaN becomes black.
    const value = Math.min(1, Math.max(0, values[at] || 0));
    const isInverted = invertedChannels > 0 && !(hasAlpha && at % invertedChannels === invertedChannels - 1);
    samples[at] = Math.round((isInverted ? 1 - value : value) * max);
  }
  return Buffer.from(samples.buffer);
}
