import type { Environment } from '../../functions/thumbnail/contract/environment.ts';
import { Formats, formatsRead } from '../../functions/thumbnail/contract/source-formats.ts';

/** A function's environment variables: those that the infrastructure writes, and one that Lambda adds. */
export const functionEnvironment = {
  SOURCE_BUCKET: 'example-source',
  PROCESSED_BUCKET: 'example-processed',
  VARIANTS: JSON.stringify([{ name: '200x200', width: 200, height: 200, fit: 'cover', format: 'webp', quality: 80 }]),
  FORMATS: JSON.stringify(formatsRead(Formats.parse({}))),
  THUMBNAIL_KEYS: '{variant}/{key}.{format}',
  RETIRED_KEYS: '[]',
  CACHE_CONTROL: 'public, max-age=300',
  MAX_SOURCE_BYTES: '1000000',
  MAX_SOURCE_PIXELS: '1000000',
  MAX_RENDER_SECONDS: '22',
  MIRROR_DELETES: 'true',
  RESULTS: 'false',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1769',
} satisfies Environment & { AWS_LAMBDA_FUNCTION_MEMORY_SIZE: string };
