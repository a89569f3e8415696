import * as z from '../zod.ts';

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
  return z.int({ error }).check(z.minimum(min, { error }), z.maximum(max, { error }));
};

const side = z.optional(integerBetween(1, maxSide, ' of pixels'));
const yesOrNo = z.boolean({ error: 'expected true or false' });
const nameForm = 'expected 1 to 63 lower-case letters, digits or hyphens, such as "200x200"';
const colourForm = 'expected a colour, such as "#ffffff", or one with its opacity, such as "#ffffff00"';
const keyPrefixForm = 'expected the beginning of keys, such as "products/"';

/** One thumbnail to make of each image: its size in pixels, and how to get there. */
export const Variant = z
  .strictObject(
    {
      /** Stands for {variant} in keys. A single path segment, so that no variant's thumbnails lie inside another's by default. */
      name: z.string({ error: nameForm }).check(
        z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: nameForm }),
        z.refine((name) => name !== resultsPrefix, {
          error: `expected another name than "${resultsPrefix}": results are there`,
        }),
      ),
      /** Where one side is left out, the image's proportions decide it. */
      width: side,
      height: side,
      /**
       * `cover` fills the size and crops the rest; `contain` fills what the image leaves of the size with the background; `inside`
       * and `outside` keep the image whole, at most or at least as large as the size; `fill` stretches it.
       */
      fit: z._default(oneOf(['cover', 'contain', 'inside', 'outside', 'fill']), 'cover'),
      /** The part that `cover` keeps, or the place where `contain` puts the image. */
      position: z._default(oneOf([...directions, ...strategies]), 'center'),
      /** The colour around an image that `contain` frames, and behind transparent parts in a format that has none. */
      background: z._default(
        z.string({ error: colourForm }).check(z.regex(/^#(?:[0-9a-f]{2}){3,4}$/i, { error: colourForm })),
        '#ffffff',
      ),
      /** `source` keeps the image's own format where browsers show it, and is WebP otherwise. */
      format: z._default(oneOf(['avif', 'jpeg', 'png', 'webp', 'source']), 'webp'),
      quality: z._default(integerBetween(1, 100), 80),
      /** How much CPU time is spent to make a WebP or an AVIF smaller. */
      effort: z._default(integerBetween(0, 6), 4),
      withoutEnlargement: z._default(yesOrNo, true),
      sharpen: z._default(yesOrNo, false),
      /** Whether the frames of an animation are kept, instead of one of them. */
      animated: z._default(yesOrNo, false),
      /** `wide` keeps the profile of an image whose colours sRGB lacks. */
      gamut: z._default(oneOf(['srgb', 'wide']), 'srgb'),
      /** `credit` keeps who made the image, and who may use it. Nothing else of the metadata is ever kept. */
      metadata: z._default(oneOf(['none', 'credit']), 'none'),
      /** Other images have no thumbnail of this variant. */
      keyPrefix: z._default(z.string({ error: keyPrefixForm }).check(z.maxLength(1024, { error: keyPrefixForm })), ''),
    },
    { error: 'expected a variant, such as { name: "200x200", width: 200, height: 200 }' },
  )
  .check(
    z.superRefine(({ width, height, fit, position, format, animated }, context) => {
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
    }),
  );
export type Variant = z.infer<typeof Variant>;

const listForm = 'expected a list of at least one variant, such as [{ name: "200x200", width: 200, height: 200 }]';

/** All variants of one function: at least one, and no two with the same name, since they would overwrite each other. */
export const Variants = z.array(Variant, { error: listForm }).check(
  z.minLength(1, { error: listForm }),
  z.refine((variants) => new Set(variants.map(({ name }) => name)).size === variants.length, {
    error: 'expected every variant to have a name of its own',
  }),
);

/** Returns the variants that are made of an object with this key. */
export function variantsOf<Any extends Pick<Variant, 'keyPrefix'>>(sourceKey: string, variants: readonly Any[]): Any[] {
  return variants.filter(({ keyPrefix }) => sourceKey.startsWith(keyPrefix));
}
