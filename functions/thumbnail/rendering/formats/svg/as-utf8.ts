import { skipProlog } from './skip-prolog.ts';

const declaration = /^\s{0,1000}<\?xml\s[^>]{0,1000}\?>/;
const declaredEncoding = /\sencoding\s*=\s*["']([\w-]+)["']/;

/** libvips looks for the root with these letters, without a prefix, and in the first thousand bytes. */
const rootHint = '<!--<svg-->';
const searchedBytes = 1000;

/**
 * Returns an SVG in UTF-8 whose root libvips finds: without comments before the root, and with a hint when its elements have a prefix.
 * An unknown encoding stays.
 */
export function asUtf8(svg: Buffer): Buffer {
  const encoding = utf16Of(svg) ?? declaredEncodingOf(svg);
  if (encoding) {
    // Node.js 20 decodes Windows-1252 correctly only as a stream.
    const text = new TextDecoder(encoding).decode(svg, { stream: true });
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

/** Returns an encoding of single bytes, or of Asian scripts, that the text declares; undefined when it is UTF-8 or unknown. */
function declaredEncodingOf(svg: Buffer): string | undefined {
  const [declared = ''] = declaration.exec(svg.toString('latin1', 0, 2000)) ?? [];
  const [, label = 'utf-8'] = declaredEncoding.exec(declared) ?? [];
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith('utf-') ? undefined : encoding;
  } catch {
    return undefined;
  }
}
