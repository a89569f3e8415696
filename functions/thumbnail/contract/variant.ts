import * as z from 'zod';

/** The formats that a thumbnail can be written in. A GIF is written only where the source is one. */
export const thumbnailFormats = ['avif', 'gif', 'jpeg', 'png', 'webp'] as const;
export type ThumbnailFormat = (typeof thumbnailFormats)[number];

/** The first part of the keys of results, which therefore no variant has as its name. */
export const resultsPrefix = 'results';

/** No side of a thumbnail has more pixels. */
export const maxSide = 4096;

const strategies = ['attention', 'entropy'] as const;
const directions = [
  'center',
  'north',
  'northeast',
  'east',
  'southeast',
  'south',
  'southwest',
  'west',
  'northwest',
] as const;

const isStrategy = (position: string) => strategies.some((strategy) => strategy === position);

const oneOf = <const Option extends string>(options: readonly Option[]) =>
  z.enum(options, { error: `expected ${options.map((option) => `"${option}"`).join(' or ')}` });

const integerBetween = (min: number, max: number, unit = '') => {
  const error = `expected a whole number${unit}, ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
};

const side = integerBetween(1, maxSide, ' of pixels').optional();
const yesOrNo = z.boolean({ error: 'expected true or false' });
const nameForm = 'expected 1 to 63 lower-case letters, digits or hyphens, such as "200x200"';
const colourForm = 'expected a colour, such as "#ffffff", or one with its opacity, such as "#ffffff00"';
const keyPrefixForm = 'expected the beginning of keys, such as "products/"';

/** One thumbnail to make of each image: its size in pixels, and how to get there. */
export const Variant = z
  .strictObject(
    {
      /** Stands for {variant} in keys. A single path segment, so that no variant's thumbnails lie inside another's by default. */
      name: z
        .string({ error: nameForm })
        .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: nameForm })
        .refine((name) => name !== resultsPrefix, {
          error: `expected another name than "${resultsPrefix}": results are there`,
        }),
      /** Where one side is left out, the image's proportions decide it. */
      width: side,
      height: side,
      /**
       * `cover` fills the size and crops the rest; `contain` fills what the image leaves of the size with the background; `inside`
       * and `outside` keep the image whole, at most or at least as large as the size; `fill` stretches it.
       */
      fit: oneOf(['cover', 'contain', 'inside', 'outside', 'fill']).default('cover'),
      /** The part that `cover` keeps, or the place where `contain` puts the image. */
      position: oneOf([...directions, ...strategies]).default('center'),
      /** The colour around an image that `contain` frames, and behind transparent parts in a format that has none. */
      background: z
        .string({ error: colourForm })
        .regex(/^#(?:[0-9a-f]{2}){3,4}$/i, { error: colourForm })
        .default('#ffffff'),
      /** `source` keeps the image's own format where browsers show it, and is WebP otherwise. */
      format: oneOf(['avif', 'jpeg', 'png', 'webp', 'source']).default('webp'),
      quality: integerBetween(1, 100).default(80),
      /** How much CPU time is spent to make a WebP or an AVIF smaller. */
      effort: integerBetween(0, 6).default(4),
      withoutEnlargement: yesOrNo.default(true),
      sharpen: yesOrNo.default(false),
      /** Whether the frames of an animation are kept, instead of one of them. */
      animated: yesOrNo.default(false),
      /** `wide` keeps the profile of an image whose colours sRGB lacks. */
      gamut: oneOf(['srgb', 'wide']).default('srgb'),
      /** `credit` keeps who made the image, and who may use it. Nothing else of the metadata is ever kept. */
      metadata: oneOf(['none', 'credit']).default('none'),
      /** Other images have no thumbnail of this variant. */
      keyPrefix: z.string({ error: keyPrefixForm }).max(1024, { error: keyPrefixForm }).default(''),
    },
    { error: 'expected a variant, such as { name: "200x200", width: 200, height: 200 }' },
  )
  .superRefine(({ width, height, fit, position, format, animated }, context) => {
    if (width === undefined && height === undefined) {
      context.addIssue({ code: 'custom', path: ['width'], message: 'expected a width, a height, or both' });
    }
    if (fit !== 'cover' && isStrategy(position)) {
      const message = `expected a direction, such as "center", or fit "cover": only that crops`;
      context.addIssue({ code: 'custom', path: ['position'], message });
    }
    if (animated && format !== 'webp' && format !== 'source') {
      const message = 'expected "webp" or "source" with animated: true: the other formats have one frame';
      context.addIssue({ code: 'custom', path: ['format'], message });
    }
    if (animated && isStrategy(position)) {
      const message = 'expected a direction, such as "center", with animated: true: all frames are cropped alike';
      context.addIssue({ code: 'custom', path: ['position'], message });
    }
  });
export type Variant = z.infer<typeof Variant>;

const listForm = 'expected a list of at least one variant, such as [{ name: "200x200", width: 200, height: 200 }]';

/** All variants of one function: at least one, and no two with the same name, since they would overwrite each other. */
export const Variants = z
  .array(Variant, { error: listForm })
  .min(1, { error: listForm })
  .refine((variants) => new Set(variants.map(({ name }) => name)).size === variants.length, {
    error: 'expected every variant to have a name of its own',
  });

/** Returns the variants that are made of an object with this key. */
export function variantsOf<Any extends Pick<Variant, 'keyPrefix'>>(sourceKey: string, variants: readonly Any[]): Any[] {
  return variants.filter(({ keyPrefix }) => sourceKey.startsWith(keyPrefix));
}
