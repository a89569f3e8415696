import * as z from 'zod';

/** The formats a thumbnail can be written in, and the Content-Type that each is served with. */
export const contentTypes = {
  avif: 'image/avif',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
} as const;

const oneOf = <const Option extends string>(...options: Option[]) =>
  z.enum(options, { error: `expected ${options.map((option) => `"${option}"`).join(' or ')}` });

const wholeNumber = (most: number, unit = '') => {
  const error = `expected a whole number${unit}, 1 to ${most}`;
  return z.int({ error }).min(1, { error }).max(most, { error });
};

const nameForm = 'expected 1 to 63 lower-case letters, digits or hyphens, such as "200x200"';

/** One thumbnail to make of each image: its size in pixels, and how to get there. */
export const Variant = z.strictObject(
  {
    /** First part of the thumbnail's key. A single path segment, so that no variant's thumbnails lie inside another's. */
    name: z.string({ error: nameForm }).regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: nameForm }),
    width: wholeNumber(4096, ' of pixels'),
    height: wholeNumber(4096, ' of pixels'),
    /** `cover` fills the whole size and crops what is over; `inside` keeps all of the image within the size. */
    fit: oneOf('cover', 'inside').default('cover'),
    format: oneOf('avif', 'jpeg', 'png', 'webp').default('webp'),
    quality: wholeNumber(100).default(80),
  },
  { error: 'expected a variant, such as { name: "200x200", width: 200, height: 200 }' },
);
export type Variant = z.infer<typeof Variant>;

const listForm = 'expected a list of at least one variant, such as [{ name: "200x200", width: 200, height: 200 }]';

/** All variants of one function: at least one, and no two of one name, since they would overwrite each other. */
export const Variants = z
  .array(Variant, { error: listForm })
  .min(1, { error: listForm })
  .refine((variants) => new Set(variants.map(({ name }) => name)).size === variants.length, {
    error: 'expected every variant to have a name of its own',
  });

/** What the function is told through its environment: the infrastructure writes these variables, the function reads them. */
export interface Environment {
  SOURCE_BUCKET: string;
  PROCESSED_BUCKET: string;
  /** JSON of `Variants`. */
  VARIANTS: string;
  /** The `Cache-Control` header that thumbnails are served with. */
  CACHE_CONTROL: string;
  /** A source object of more bytes is rejected before its body is read. */
  MAX_SOURCE_BYTES: string;
  /** An image of which more pixels would have to be decoded is rejected before any is. */
  MAX_SOURCE_PIXELS: string;
  /** Rendering that takes longer than so many seconds fails. An image is rejected by its CPU time: see `renderingCpuMs`. */
  MAX_RENDER_SECONDS: string;
  /** `true` or `false`: whether thumbnails go when their original is gone. */
  MIRROR_DELETES: string;
}

/** What is resident before any image: Node.js with sharp and the AWS SDK, after some images. See docs/hardening.md. */
const idleMegabytes = 120;

/**
 * Bytes that an image may take in a function with so many megabytes of memory: half of what is left. The other half is for
 * what the estimate is off by, and for what the process has of earlier images and has not given back yet.
 */
export function renderingMemory(memoryMegabytes: number): number {
  return (Math.max(0, memoryMegabytes - idleMegabytes) * 1024 ** 2) / 2;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const megabytesOfOneCpu = 1769;

/**
 * Milliseconds of CPU time that an image may take: three quarters of what the function has while it may render. An image that
 * takes too much is then rejected before time runs out, unless the machine is slow. Rendering mostly uses one thread.
 */
export function renderingCpuMs(maxRenderSeconds: number, memoryMegabytes: number): number {
  return Math.round(maxRenderSeconds * 1000 * Math.min(1, memoryMegabytes / megabytesOfOneCpu) * 0.75);
}

/**
 * How long a call of S3 may take. Three attempts that S3 does not answer, the waits between them, and the moment that the
 * function keeps for itself before Lambda kills it, come to less than `seconds`, which is what `timeoutSeconds` has beyond the
 * longest rendering.
 */
export const storageTime = { attempts: 3, requestMs: 2000, reserveMs: 1000, seconds: 8 } as const;

/** What became of one record of an event. Returned by the function, and logged as one line of JSON. */
export const Outcome = z.strictObject({
  bucket: z.string(),
  key: z.string(),
  result: z.enum(['created', 'removed', 'skipped', 'rejected', 'failed']),
  /** Why, when the result is `rejected` or `failed`: stable, for programs. */
  code: z.string().optional(),
  /** Why, for people; also of what is `skipped`. */
  reason: z.string().optional(),
  thumbnails: z
    .array(
      z.strictObject({
        key: z.string(),
        width: z.int(),
        height: z.int(),
        format: z.enum(['avif', 'jpeg', 'png', 'webp']),
        bytes: z.int(),
      }),
    )
    .optional(),
  /** Milliseconds from reading the record to its outcome. */
  ms: z.number(),
});
export type Outcome = z.infer<typeof Outcome>;

/** Where a variant's thumbnail of a source object is kept: follows from the source key alone, and is no other object's. */
export function thumbnailKey(sourceKey: string, { name, format }: Variant): string {
  return `${name}/${sourceKey}.${format}`;
}
