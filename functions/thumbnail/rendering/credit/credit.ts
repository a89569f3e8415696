/** Who made an image, and who may use it, as its metadata says. */
export interface Credit {
  artist?: string | undefined;
  copyright?: string | undefined;
  /** The name that is to be printed beside the image. */
  credit?: string | undefined;
}

const maxCharacters = 500;

/** Returns each field from the first that has it. */
export function mergeCredits(credits: readonly Credit[]): Credit {
  const first = (field: keyof Credit) => credits.map((it) => it[field]).find((it) => it !== undefined);
  return { artist: first('artist'), copyright: first('copyright'), credit: first('credit') };
}

/**
 * Returns the text of a metadata field: UTF-8, or Latin-1 where it is no valid UTF-8. Returns undefined when it is empty.
 *
 * @param bytes untrusted
 */
export function textOf(bytes: Uint8Array): string | undefined {
  return cleanText(decode(bytes));
}

/** Returns an untrusted text without control characters and of limited length; undefined when nothing is left. */
export function cleanText(text: string): string | undefined {
  // A zero separates the names in the EXIF field of the copyright.
  const parts = text
    .split('\0')
    .map((part) => part.replace(/\p{C}+/gu, ' ').trim())
    .filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join(', ').slice(0, maxCharacters);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
