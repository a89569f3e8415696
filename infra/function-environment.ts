import type { Environment } from '../functions/thumbnail/contract/environment.ts';
import { reservedMs } from '../functions/thumbnail/contract/limits.ts';
import { formatsRead } from '../functions/thumbnail/contract/source-formats.ts';
import { cacheControlOf } from './delivery/cache-control-of.ts';
import type { Settings } from './settings.ts';
import { withoutDefaults } from './without-defaults.ts';

/** Returns the function's environment variables, as its contract defines them. */
export function functionEnvironment(
  settings: Pick<
    Settings,
    | 'variants'
    | 'thumbnailKeys'
    | 'retiredKeys'
    | 'formats'
    | 'cacheControl'
    | 'delivery'
    | 'maxSourceBytes'
    | 'maxSourcePixels'
    | 'timeoutSeconds'
    | 'mirrorDeletes'
    | 'results'
    | 'placeholder'
    | 'probe'
  >,
  { source, processed, logKeyArn }: { source: string; processed: string; logKeyArn?: string | undefined },
): Environment {
  const knowsProbe = settings.results || logKeyArn !== undefined;
  return {
    SOURCE_BUCKET: source,
    PROCESSED_BUCKET: processed,
    VARIANTS: JSON.stringify(settings.variants.map(withoutDefaults)),
    THUMBNAIL_KEYS: settings.thumbnailKeys,
    RETIRED_KEYS: JSON.stringify(settings.retiredKeys),
    FORMATS: JSON.stringify(formatsRead(settings.formats)),
    CACHE_CONTROL: cacheControlOf(settings),
    MAX_SOURCE_BYTES: String(settings.maxSourceBytes),
    MAX_SOURCE_PIXELS: String(settings.maxSourcePixels),
    MAX_RENDER_SECONDS: String(settings.timeoutSeconds - reservedMs.storage / 1000),
    MIRROR_DELETES: String(settings.mirrorDeletes),
    RESULTS: String(settings.results),
    ...(settings.placeholder ? { PLACEHOLDER: 'true' } : {}),
    ...(knowsProbe && typeof settings.probe === 'object' ? { PROBE_PREFIX: settings.probe.prefix } : {}),
    ...(logKeyArn === undefined ? {} : { LOG_KEY_ARN: logKeyArn }),
  };
}
