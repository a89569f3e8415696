import * as z from 'zod';
import { Placeholder } from './placeholder.ts';
import { thumbnailFormats } from './variant.ts';

export {
  maxSide,
  resultsPrefix,
  type ThumbnailFormat,
  thumbnailFormats,
  Variant,
  Variants,
  variantsOf,
} from './variant.ts';

/** The directory of the processed bucket where S3 Batch Operations write their reports. */
export const backfillReportsPrefix = 'backfill-reports';

const isRead = (byDefault: boolean) => z.boolean({ error: 'expected true or false' }).default(byDefault);

/** The source formats, and whether each is read. By default only those that people upload: each decoder is one more way to attack. */
export const Formats = z.strictObject(
  {
    avif: isRead(true),
    bmp: isRead(true),
    dcx: isRead(false),
    dds: isRead(false),
    exr: isRead(false),
    farbfeld: isRead(false),
    fits: isRead(false),
    gif: isRead(true),
    hdr: isRead(false),
    heic: isRead(true),
    icns: isRead(false),
    ico: isRead(true),
    'jpeg-2000': isRead(true),
    'jpeg-xl': isRead(true),
    jpeg: isRead(true),
    pcx: isRead(false),
    pfm: isRead(false),
    pict: isRead(false),
    png: isRead(true),
    pnm: isRead(true),
    psd: isRead(true),
    qoi: isRead(false),
    raw: isRead(true),
    sgi: isRead(false),
    svg: isRead(true),
    tga: isRead(true),
    tiff: isRead(true),
    webp: isRead(true),
    xbm: isRead(false),
    xpm: isRead(false),
  },
  { error: 'expected formats that are read or not, such as { heic: false }' },
);
export const sourceFormats = Formats.keyof();
export type SourceFormat = z.infer<typeof sourceFormats>;

/** Returns the names of the formats that are read. */
export function formatsRead(formats: z.output<typeof Formats>): SourceFormat[] {
  return sourceFormats.options.filter((format) => formats[format]);
}

/** The function's environment variables: the infrastructure writes them, the function reads them. */
export interface Environment {
  SOURCE_BUCKET: string;
  PROCESSED_BUCKET: string;
  /** JSON of `Variants`. */
  VARIANTS: string;
  /** JSON of the names of the formats that are read. */
  FORMATS: string;
  /** The template of the keys of thumbnails: see `keys/key-template.ts`. */
  THUMBNAIL_KEYS: string;
  /** JSON of the templates of keys where earlier settings put thumbnails. */
  RETIRED_KEYS: string;
  /** The `Cache-Control` header that thumbnails are served with. */
  CACHE_CONTROL: string;
  /** A source object of more bytes is rejected before its body is read. */
  MAX_SOURCE_BYTES: string;
  /** An image that needs more pixels decoded is rejected before any is. */
  MAX_SOURCE_PIXELS: string;
  /** Rendering that takes longer than so many seconds fails. An image is rejected by its CPU time: see `renderingCpuMs`. */
  MAX_RENDER_SECONDS: string;
  /** `true` or `false`: whether thumbnails are removed with their original. */
  MIRROR_DELETES: string;
  /** `true` where images have a placeholder. Unset where they have none. */
  PLACEHOLDER?: string;
  /** `true` or `false`: whether each object has a result, for web pages. See `page-result.ts`. */
  RESULTS: string;
  /** The beginning of the probe's keys. They get no results, and the log never hides them. Unset where neither matters. */
  PROBE_PREFIX?: string;
  /** The ARN of the KMS key that hides keys in the log by an HMAC. Unset where the log shows keys in plain text. */
  LOG_KEY_ARN?: string;
}

/** The memory that is resident before any image: Node.js with sharp and the AWS SDK, after some images. See docs/hardening.md. */
const idleMegabytes = 120;

/**
 * Returns the bytes that an image may take in a function with so many megabytes of memory: half of what is left. The other half is
 * for errors of the estimate, and for memory of earlier images that the process has not returned yet.
 */
export function renderingMemory(memoryMegabytes: number): number {
  return (Math.max(0, memoryMegabytes - idleMegabytes) * 1024 ** 2) / 2;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const megabytesOfOneCpu = 1769;

/**
 * Returns the milliseconds of CPU time that an image may take: three quarters of what the function has while it may render. An image
 * that takes too much is then rejected before time runs out, unless the machine is slow. Rendering mostly uses one thread.
 */
export function renderingCpuMs(maxRenderSeconds: number, memoryMegabytes: number): number {
  return Math.round(maxRenderSeconds * 1000 * Math.min(1, memoryMegabytes / megabytesOfOneCpu) * 0.75);
}

/** The milliseconds of an invocation that are not for rendering. */
export const reservedMs = {
  /** All attempts at one call of S3 that does not answer, the waits between them, and `exit`. */
  storage: 8000,
  /** Reporting that there was no time, before Lambda kills the function. */
  exit: 1000,
} as const;

/** Why an object can never become a thumbnail. Stable: programs and alarms match on these. */
export const rejectionCodes = [
  'corrupt-image',
  'empty-object',
  'format-disabled',
  'image-too-complex',
  'image-too-large',
  'key-too-long',
  'object-too-large',
  'undecryptable-object',
  'unsupported-format',
  'unusable-key',
] as const;

/** Why a thumbnail was not made, although it may be made later. Stable: programs and alarms match on these. */
export const failureCodes = [
  'access-denied',
  'archived-object',
  'log-key-unusable',
  'malformed-event',
  'out-of-memory',
  'out-of-time',
  'source-keeps-changing',
  'storage-unavailable',
  'unexpected',
] as const;

export const StoredThumbnail = z.strictObject({
  key: z.string(),
  /** Pixels. */
  width: z.int(),
  /** Pixels. */
  height: z.int(),
  format: z.enum(thumbnailFormats),
  bytes: z.int(),
});
export type StoredThumbnail = z.infer<typeof StoredThumbnail>;

const record = {
  bucket: z.string(),
  key: z.string(),
  /** Milliseconds from reading the record to its outcome. */
  ms: z.number(),
};

/** The outcome of one record of an event. The function returns it, and logs it as one line of JSON. */
export const Outcome = z.discriminatedUnion('result', [
  z.strictObject({
    ...record,
    result: z.literal('created'),
    thumbnails: z.array(StoredThumbnail),
    placeholder: Placeholder.optional(),
  }),
  z.strictObject({ ...record, result: z.literal('removed') }),
  z.strictObject({ ...record, result: z.literal('skipped'), reason: z.string() }),
  z.strictObject({ ...record, result: z.literal('rejected'), code: z.enum(rejectionCodes), reason: z.string() }),
  z.strictObject({ ...record, result: z.literal('failed'), code: z.enum(failureCodes), reason: z.string() }),
]);
export type Outcome = z.infer<typeof Outcome>;
