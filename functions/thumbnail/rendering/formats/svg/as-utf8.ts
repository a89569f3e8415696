import { skipProlog } from './skip-prolog.ts';

const declaration = /^\s{0,1000}<\?xml\s[^>]{0,1000}\?>/;

/** libvips looks for the root with these letters, without a prefix, and in the first thousand bytes. */
const rootHint = '<!--<svg-->';

/**
 * Returns an SVG whose root libvips finds: in UTF-8 where it was in UTF-16, without comments before the root, and with a hint when
 * its elements have a prefix. Other encodings, which the text declares, stay.
 */
export function asUtf8(svg: Buffer): Buffer {
  const encoding = utf16Of(svg);
  if (encoding) {
    const text = new TextDecoder(encoding).decode(svg);
    return Buffer.from(rootHint + withoutProlog(text.replace(declaration, '')));
  }
  // Each byte is a character here, so that no encoding matters.
  const text = svg.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  const [declared = ''] = declaration.exec(text) ?? [];
  return Buffer.from(declared.trimStart() + rootHint + withoutProlog(text.slice(declared.length)), 'latin1');
}

function withoutProlog(text: string): string {
  return text.slice(skipProlog(text));
}

/** Returns the kind of UTF-16, by the mark at the beginning or the first character, which is `<`. */
function utf16Of(svg: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const head = svg.subarray(0, 2).toString('hex');
  if (head === 'fffe' || head === '3c00') return 'utf-16le';
  return head === 'feff' || head === '003c' ? 'utf-16be' : undefined;
}
