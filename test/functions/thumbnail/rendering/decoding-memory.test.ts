import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import sharp, { type Sharp } from 'sharp';
import * as z from 'zod';
import type { Variant } from '../../../../functions/thumbnail/contract/variant.ts';
import { bundleProgram } from '../../../support/bundle-program.ts';
import { pngChunk, withChunks } from '../../../support/png-chunks.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { withTag } from '../../../support/tiff-directory.ts';

const width = 3200;
const height = 2400;
const small = { name: 'small', width: 200, height: 200 };

interface Row {
  encode: (picture: Sharp) => Sharp;
  /** Changes the encoded file. */
  change?: (file: Buffer) => Buffer;
  variant?: Partial<Variant>;
  /** Thumbnails that are made beside that. */
  others?: object[];
  /** The estimate assumes a worse case than this one, so it may be far too high. */
  isWorstCase?: true;
}

/** Encoded once, for several rows. */
const jpeg: Row['encode'] = (it) => it.jpeg();
const gif: Row['encode'] = (it) => it.gif({ effort: 1, colours: 16 });

/** The cases that are measured: formats, ways to store them, sizes and formats of thumbnails. */
const rows: Record<string, Row> = {
  'a JPEG': { encode: jpeg },
  'a JPEG whose thumbnail is large': { encode: jpeg, variant: { width: 2000, height: 2000 } },
  'a JPEG whose thumbnail has its own size': { encode: jpeg, variant: { width, height } },
  'a JPEG that is rotated': {
    encode: (it) => it.jpeg().withMetadata({ orientation: 6 }),
    variant: { width: 2000, height: 2000 },
  },
  'a JPEG whose thumbnail is a searched part': {
    encode: jpeg,
    variant: { width: 1000, height: 2000, position: 'attention' },
  },
  'a JPEG of four thumbnails': {
    encode: jpeg,
    variant: { width: 2000, height: 2000 },
    others: [1000, 500, 250].map((size) => ({ name: `${size}`, width: size, height: size })),
  },
  'a PNG with transparency of two thumbnails': {
    encode: (it) => it.ensureAlpha(0.5).png(png),
    variant: { width: 2000, height: 2000, format: 'png' },
    others: [{ name: 'other', width: 1000 }],
  },
  'a progressive JPEG': { encode: (it) => it.jpeg({ progressive: true }) },
  'a progressive JPEG of full colour': {
    encode: (it) => it.jpeg({ progressive: true, chromaSubsampling: '4:4:4' }),
    // At an eighth, few progressive JPEGs are decoded as such.
    variant: { width: 700, height: 700 },
  },
  'a progressive JPEG in CMYK': {
    // The conversion takes most of the time, and a fourth channel makes up for fewer pixels.
    encode: (it) => it.resize(2400, 1800).toColourspace('cmyk').jpeg({ progressive: true }),
  },
  'a PNG': { encode: (it) => it.png(png) },
  'a PNG of 16 bits': { encode: (it) => it.toColourspace('rgb16').png(png) },
  'a PNG that is wide and low': { encode: (it) => it.resize(20_000, 400, { fit: 'fill' }).png(png) },
  'an interlaced PNG': { encode: (it) => it.png({ ...png, progressive: true }) },
  'an interlaced PNG with transparency': { encode: (it) => it.ensureAlpha(0.5).png({ ...png, progressive: true }) },
  'an interlaced PNG of 16 bits': { encode: (it) => it.toColourspace('rgb16').png({ ...png, progressive: true }) },
  'a PNG of 16 bits in PQ whose thumbnail is large': {
    encode: (it) => it.toColourspace('rgb16').png(png),
    change: (file) => withChunks(file, [pngChunk('cICP', Buffer.from([9, 16, 0, 1]))]),
    variant: { width: 2000, height: 2000 },
  },
  'a GIF that stays one': {
    encode: gif,
    variant: { width: 1000, height: 1000, format: 'source' },
  },
  'a GIF': { encode: gif },
  'a WebP': { encode: (it) => it.webp({ effort: 0 }), isWorstCase: true },
  'a lossless WebP': { encode: (it) => it.webp({ lossless: true, effort: 0 }) },
  'an AVIF': { encode: (it) => it.resize(1600, 1200).avif({ effort: 0 }) },
  'an AVIF with transparency': { encode: (it) => it.resize(1600, 1200).ensureAlpha(0.5).avif({ effort: 0 }) },
  'an AVIF of 12 bits': {
    encode: (it) => it.resize(1600, 1200).toColourspace('rgb16').avif({ effort: 0, bitdepth: 12 }),
  },
  'an AVIF of one row': {
    encode: (it) => it.resize(16_000, 1, { fit: 'fill' }).avif({ effort: 0 }),
    isWorstCase: true,
  },
  'a TIFF': { encode: (it) => it.tiff({ compression: 'lzw' }), isWorstCase: true },
  'a TIFF with an extra channel': {
    encode: (it) => it.ensureAlpha(0.5).tiff({ compression: 'lzw' }),
    change: (file) => withTag(file, 338, 0),
    isWorstCase: true,
  },
  'a JPEG that becomes a PNG': { encode: jpeg, variant: { width: 1000, height: 1000, format: 'png' } },
  'a JPEG that becomes an AVIF': {
    encode: jpeg,
    // A low quality takes a fraction of the time, and the same memory.
    variant: { width: 1000, height: 1000, format: 'avif', quality: 1 },
  },
};
/** Neither to compress nor to decompress takes time. */
const png = { compressionLevel: 0 };

/** An estimate may be so many times the measurement. Either may be off by `slackBytes`, for other activity in the process. */
const maxOver = 1.85;
const slackBytes = 16_000_000;
/** The peak depends on the timing of threads, and on memory that an earlier step has freed: rarely is each of these runs off. */
const maxRuns = 10;

const Measured = z.object({ estimated: z.number(), measured: z.number() });

describe('decodingBytes, compared with measurements', () => {
  let directory: string;
  let picture: Sharp;
  const files = new Map<Row['encode'], Promise<Buffer>>();
  const fileOf = (encode: Row['encode']) => {
    const file = files.get(encode) ?? encode(picture.clone()).toBuffer();
    files.set(encode, file);
    return file;
  };
  before(async function () {
    // Only Linux, which Lambda runs on, knows the peak memory of a process.
    if (!existsSync('/proc/self/clear_refs')) this.skip();
    directory = await temporaryDirectory();
    const grain = sharp({
      create: {
        width: width / 4,
        height: height / 4,
        channels: 3,
        background: 'black',
        noise: { type: 'gaussian', mean: 128, sigma: 30 },
      },
    });
    const pixels = await grain.resize(width, height).raw().toBuffer();
    picture = sharp(pixels, { raw: { width, height, channels: 3 } });
  });

  for (const [name, { encode, change = (it: Buffer) => it, variant, others = [], isWorstCase }] of Object.entries(
    rows,
  )) {
    it(`is sufficient for ${name}${isWorstCase ? '' : `, and at most ${maxOver} times too high`}`, async () => {
      const file = path.join(directory, name.replaceAll(' ', '-'));
      await writeFile(file, change(await fileOf(encode)));

      let [over, under] = [Infinity, Infinity];
      for (let run = 0; run < maxRuns && (over > maxOver || under > slackBytes); run++) {
        const { estimated, measured } = await measure(file, [{ ...small, ...variant }, ...others]);
        over = isWorstCase ? 0 : Math.min(over, (estimated - slackBytes) / measured);
        under = Math.min(under, measured - estimated);
      }
      expect(under, 'bytes measured beyond the estimate').to.be.at.most(slackBytes);
      expect(over, 'ratio of the estimate to the measurement').to.be.at.most(maxOver);
    });
  }
});

async function measure(file: string, variants: object[]): Promise<z.infer<typeof Measured>> {
  const program = bundleProgram('test/support/measure-rendering.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, file, JSON.stringify(variants)]);
  return Measured.parse(JSON.parse(stdout));
}
