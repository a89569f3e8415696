import type { Settings } from './settings.ts';

/** Returns the name of the zip that `npm run build` writes to `dist/` for an architecture. */
export function packageFile(architecture: Settings['architecture']): string {
  return architecture === 'arm64' ? 'thumbnail.zip' : `thumbnail-${architecture}.zip`;
}
