import { type KeySettings, keysOfSource } from './keys/keys-of-source.ts';
import type { Settings } from './settings.ts';

/** Whether what was made of a source object is there, and is of that object and of the settings. */
export type Freshness = 'current' | 'outdated' | 'missing';

/** The function's own metadata of an object of the processed bucket. */
export interface Mark {
  sourceEtag: string | undefined;
  settings: string | undefined;
  /** What a result says became of the source; a thumbnail has none. */
  result?: string | undefined;
}

/** Returns the marks in the metadata of an object of the processed bucket. */
export function markOf(metadata: Readonly<Record<string, string>>): Mark {
  return { sourceEtag: metadata['source-etag'], settings: metadata['settings'], result: metadata['result'] };
}

/** Returns whether a mark is that of a source object and of the settings. */
export function freshnessOf(mark: Mark | undefined, etag: string, { digest }: Pick<Settings, 'digest'>): Freshness {
  if (!mark) return 'missing';
  return mark.sourceEtag === etag && mark.settings === digest ? 'current' : 'outdated';
}

/** Returns the keys that the settings ask for of a source object: none for one that no variant is made of. */
export function expectedKeys(sourceKey: string, settings: KeySettings): string[] {
  const { result, thumbnails } = keysOfSource(sourceKey, settings);
  return [...thumbnails.map(({ key }) => key), ...(result === undefined ? [] : [result])];
}

/**
 * Returns the mark that tells whether what was made of a source key is current: that of the last thumbnail. Only a rejected image has
 * none, and then the result has the mark. Another result does not tell it: it outlives settings without results, under which its
 * thumbnails may have been removed.
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
