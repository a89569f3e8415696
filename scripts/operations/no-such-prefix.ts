import { escapeControlCharacters } from '../../functions/thumbnail/escape-control-characters.ts';

/** Returns a line that asks whether a prefix is right under which nothing was found. Returns none without a prefix. */
export function noSuchPrefix(bucket: string, prefix: string): string[] {
  if (prefix === '') return [];
  return [
    escapeControlCharacters(`Nothing in s3://${bucket} was found under ${JSON.stringify(prefix)}. Is --prefix right?`),
  ];
}
