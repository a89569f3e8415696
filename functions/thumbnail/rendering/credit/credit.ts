/** Who made an image, and who may use it, as its metadata says. */
export interface Credit {
  artist?: string | undefined;
  copyright?: string | undefined;
  /** The credit line to print beside the image. */
  credit?: string | undefined;
}

const maxCharacters = 500;

/** Control characters, and those that XML does not allow. Joiners stay: some scripts need them. */
const forbidden = /[\p{Cc}\p{Cs}\u{fffe}\u{ffff}]+/gu;

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
    .map((part) => part.replace(forbidden, ' ').trim())
    .filter((part) => part !== '');
  return parts.length === 0 ? undefined : firstCharacters(parts.join(', '));
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

/** Cuts a long text between characters, not within one that takes two units. */
function firstCharacters(text: string): string {
  return [...text.slice(0, 2 * maxCharacters)].slice(0, maxCharacters).join('');
}
