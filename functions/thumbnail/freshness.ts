import { type KeySettings, keysOfSource } from './keys/keys-of-source.ts';
import type { Settings } from './settings.ts';

/** Whether the thumbnails of a source object exist, and match that object and the settings. */
export type Freshness = 'current' | 'outdated' | 'missing';

/** The metadata that the function adds to an object of the processed bucket. */
export interface Mark {
  sourceEtag: string | undefined;
  settings: string | undefined;
  /** The outcome that a result records, such as `rejected`. A thumbnail has none. */
  result?: string | undefined;
}

/** Returns the mark in the metadata of an object of the processed bucket. */
export function markOf(metadata: Readonly<Record<string, string>>): Mark {
  return { sourceEtag: metadata['source-etag'], settings: metadata['settings'], result: metadata['result'] };
}

/** Compares the mark of an object with the ETag of its source and with the settings. */
export function freshnessOf(mark: Mark | undefined, etag: string, { digest }: Pick<Settings, 'digest'>): Freshness {
  if (!mark) return 'missing';
  return mark.sourceEtag === etag && mark.settings === digest ? 'current' : 'outdated';
}

/** Returns the keys of the thumbnails and the result that the settings ask for. There may be none. */
export function expectedKeys(sourceKey: string, settings: KeySettings): string[] {
  const { result, thumbnails } = keysOfSource(sourceKey, settings);
  return [...thumbnails.map(({ key }) => key), ...(result === undefined ? [] : [result])];
}

/**
 * Returns the mark that decides whether the thumbnails of a source key are current. It is the mark of the last thumbnail, which is
 * written once the others are there. A rejected image has no thumbnails, so the mark of its result decides. Any other result is
 * ignored: it may be left from before results were turned off, and its thumbnails be gone.
 */
export async function decisiveMark(
  sourceKey: string,
  settings: KeySettings,
  readMark: (key: string) => Promise<Mark | undefined>,
): Promise<Mark | undefined> {
  const { thumbnails, result } = keysOfSource(sourceKey, settings);
  const last = thumbnails.at(-1)?.key;
  const made = last === undefined ? undefined : await readMark(last);
  if (made || result === undefined) return made;
  const mark = await readMark(result);
  return mark?.result === 'rejected' ? mark : undefined;
}
