import { skipProlog } from './skip-prolog.ts';

const declaration = /^\s{0,1000}<\?xml\s[^>]{0,1000}\?>/;

/** libvips looks for the root with these letters, without a prefix, and in the first thousand bytes. */
const rootHint = '<!--<svg-->';
const searchedBytes = 1000;

/**
 * Returns an SVG whose root libvips finds: in UTF-8 where it was in UTF-16, without comments before the root, and with a hint when
 * its elements have a prefix. Other encodings, which the text declares, stay.
 */
export function asUtf8(svg: Buffer): Buffer {
  const encoding = utf16Of(svg);
  if (encoding) {
    const text = new TextDecoder(encoding).decode(svg);
    return Buffer.from(withRootInSight(text.replace(declaration, '')));
  }
  // Each byte is a character here, so that no encoding matters.
  const text = svg.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  const [declared = ''] = declaration.exec(text) ?? [];
  return Buffer.from(declared.trimStart() + withRootInSight(text.slice(declared.length)), 'latin1');
}

function withRootInSight(text: string): string {
  const shown = text.slice(skipProlog(text));
  return /:svg[\s>]/.test(shown.slice(0, searchedBytes)) ? rootHint + shown : shown;
}

/** Returns the kind of UTF-16, by the mark at the beginning or the first character, which is `<`. */
function utf16Of(svg: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const head = svg.subarray(0, 2).toString('hex');
  if (head === 'fffe' || head === '3c00') return 'utf-16le';
  return head === 'feff' || head === '003c' ? 'utf-16be' : undefined;
}
