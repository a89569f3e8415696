import type { CloudFrontSettings } from '../settings/cloudfront.ts';
import type { Settings } from '../settings.ts';

/** Returns the origins of the pages that may read results: those that may upload, unless others are given. */
export function resultOrigins({ corsOrigins }: CloudFrontSettings, uploads: Settings['uploads']): readonly string[] {
  return corsOrigins ?? uploads?.corsOrigins ?? [];
}
