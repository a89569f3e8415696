import { escapeControlCharacters } from '../../functions/thumbnail/escape-control-characters.ts';

/** Returns a line that asks whether a prefix is right, which no key begins with; nothing without a prefix. */
export function noSuchPrefix(bucket: string, prefix: string): string[] {
  if (prefix === '') return [];
  return [
    escapeControlCharacters(`No key in s3://${bucket} begins with ${JSON.stringify(prefix)}. Is --prefix right?`),
  ];
}
