/** Who made an image, and who may use it, as its metadata says. */
export interface Credit {
  artist?: string | undefined;
  copyright?: string | undefined;
  /** The credit line to print beside the image. */
  credit?: string | undefined;
}

const maxCharacters = 500;

/** Merges credits: each field comes from the first credit that has it. */
export function mergeCredits(credits: readonly Credit[]): Credit {
  const first = (field: keyof Credit) => credits.map((it) => it[field]).find((it) => it !== undefined);
  return { artist: first('artist'), copyright: first('copyright'), credit: first('credit') };
}

/**
 * Decodes a metadata field as UTF-8, or as Latin-1 when it is not valid UTF-8. Returns undefined when it is empty.
 *
 * @param bytes untrusted
 */
export function textOf(bytes: Uint8Array): string | undefined {
  return cleanText(decode(bytes));
}

/** Removes control characters from an untrusted text, and limits its length. Returns undefined when nothing is left. */
export function cleanText(text: string): string | undefined {
  // A zero byte separates the names in the copyright field of EXIF.
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
