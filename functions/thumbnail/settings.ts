import { createHash } from 'node:crypto';
import type { Environment } from './contract/environment.ts';
import { renderingCpuMs, renderingMemory } from './contract/limits.ts';
import { Formats, formatsRead, type SourceFormat, sourceFormats } from './contract/source-formats.ts';
import { Variants } from './contract/variant.ts';
import { defaultThumbnailKeys, RetiredKeys, ThumbnailKeys } from './keys/key-template.ts';
import * as z from './zod.ts';

/** Raise it when the same settings give other pixels: then thumbnails of an earlier renderer can be recognized as outdated. */
const rendererVersion = 5;

const positiveInteger = z.pipe(
  z.string().check(z.regex(/^[1-9]\d{0,14}$/, 'expected a whole number above zero')),
  z.transform(Number),
);

/** Returns the schema of a variable whose text is JSON for another schema. */
function json<Value extends z.core.$ZodType<unknown, unknown>>(value: Value) {
  const parsed = z.transform((text: string, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.issues.push({ code: 'custom', message: 'expected JSON', input: text });
      return z.NEVER;
    }
  });
  return z.pipe(z.pipe(z.string(), parsed), value);
}

const yesOrNo = z.pipe(
  z.enum(['true', 'false'], { error: 'expected "true" or "false"' }),
  z.transform((text) => text === 'true'),
);

const bucketName = z.string().check(z.minLength(3, 'expected the name of a bucket'));

const Variables = z
  .object({
    SOURCE_BUCKET: bucketName,
    PROCESSED_BUCKET: bucketName,
    VARIANTS: json(Variants),
    FORMATS: json(z.array(sourceFormats, { error: 'expected a list of formats, such as ["jpeg","png"]' })),
    THUMBNAIL_KEYS: ThumbnailKeys,
    RETIRED_KEYS: json(RetiredKeys),
    CACHE_CONTROL: z.string().check(z.minLength(1, 'expected a Cache-Control header, such as "public, max-age=300"')),
    MAX_SOURCE_BYTES: positiveInteger,
    MAX_SOURCE_PIXELS: positiveInteger,
    MAX_RENDER_SECONDS: positiveInteger,
    MIRROR_DELETES: yesOrNo,
    RESULTS: yesOrNo,
    PLACEHOLDER: z.optional(yesOrNo),
    PROBE_PREFIX: z.optional(z.string().check(z.minLength(1))),
    LOG_KEY_ARN: z.optional(z.string().check(z.startsWith('arn:', 'expected the ARN of a KMS key'))),
    // Lambda sets it, in mebibytes.
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: positiveInteger,
  } satisfies Record<keyof Environment | 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', z.core.$ZodType>)
  .check(
    z.refine(({ SOURCE_BUCKET, PROCESSED_BUCKET }) => !SOURCE_BUCKET || SOURCE_BUCKET !== PROCESSED_BUCKET, {
      path: ['PROCESSED_BUCKET'],
      error: 'expected another bucket than SOURCE_BUCKET: a function that writes where it reads triggers itself',
      // Checked even when other variables are wrong, so that one report names every problem.
      when: () => true,
    }),
  );

const Settings = z.pipe(
  Variables,
  z.transform((variables: z.infer<typeof Variables>) => ({
    sourceBucket: variables.SOURCE_BUCKET,
    processedBucket: variables.PROCESSED_BUCKET,
    variants: variables.VARIANTS,
    formats: variables.FORMATS,
    thumbnailKeys: variables.THUMBNAIL_KEYS,
    retiredKeys: variables.RETIRED_KEYS,
    cacheControl: variables.CACHE_CONTROL,
    mirrorDeletes: variables.MIRROR_DELETES,
    results: variables.RESULTS,
    placeholder: variables.PLACEHOLDER ?? false,
    probePrefix: variables.PROBE_PREFIX,
    logKeyArn: variables.LOG_KEY_ARN,
    maxSourceBytes: variables.MAX_SOURCE_BYTES,
    renderLimits: {
      memoryBytes: renderingMemory(variables.AWS_LAMBDA_FUNCTION_MEMORY_SIZE),
      pixels: variables.MAX_SOURCE_PIXELS,
      cpuMs: renderingCpuMs(variables.MAX_RENDER_SECONDS, variables.AWS_LAMBDA_FUNCTION_MEMORY_SIZE),
      wallMs: variables.MAX_RENDER_SECONDS * 1000,
    },
    // Thumbnails that were made without a result, or a placeholder, are not current once there are some.
    digest: digest([
      rendererVersion,
      variables.VARIANTS,
      variables.CACHE_CONTROL,
      ...(variables.RESULTS ? ['results'] : []),
      ...(variables.PLACEHOLDER ? ['placeholder'] : []),
      ...formatsChanged(variables.FORMATS),
      ...(variables.THUMBNAIL_KEYS === defaultThumbnailKeys ? [] : [variables.THUMBNAIL_KEYS]),
    ]),
  })),
);
export type Settings = z.infer<typeof Settings>;

/**
 * Reads the settings from a function's environment variables.
 *
 * @throws {Error} when a variable is missing or malformed: it names all of them at once, with their values
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const result = Settings.safeParse(environment);
  if (result.success) return result.data;

  const problems = result.error.issues.map(({ path, message }) => {
    const [variable = '', ...within] = path.map(String);
    const value = environment[variable];
    const found = value === undefined ? 'is not set' : `is ${JSON.stringify(value)}`;
    return `${variable} ${found}: ${within.length > 0 ? `at ${within.join('.')}: ` : ''}${message}`;
  });
  throw new Error(`The function's environment variables are invalid. Fix them in infra/.\n- ${problems.join('\n- ')}`);
}

/** Returns the formats whose setting is not the default: an upload that was rejected for one is outdated when the format is read. */
function formatsChanged(formats: readonly SourceFormat[]): SourceFormat[] {
  const byDefault = new Set(formatsRead(Formats.parse({})));
  return sourceFormats.options.filter((format) => byDefault.has(format) !== formats.includes(format));
}

/** Tells thumbnails of these settings from those of others. Each thumbnail has it as its `settings` metadata. */
function digest(decisive: unknown): string {
  return createHash('sha256').update(JSON.stringify(decisive)).digest('hex').slice(0, 16);
}
