import { type Credit, cleanText } from './credit.ts';

/** Max characters of a property that are read, so that the search time is proportional to the length of the XMP. */
const maxPropertyLength = 10_000;

/** XMP usually takes a few kilobytes; an edit history can make it far longer. */
const maxBytes = 4 * 1024 ** 2;

const entities: Partial<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads the credit from XMP. It expects the namespace prefixes that all programs write.
 * https://developer.adobe.com/xmp/docs/XMPNamespaces/
 *
 * @param xmp untrusted
 */
export function xmpCredit(xmp: Buffer): Credit {
  const text = xmp.toString('utf8', 0, maxBytes);
  return {
    artist: property(text, 'dc:creator'),
    copyright: property(text, 'dc:rights'),
    credit: property(text, 'photoshop:Credit'),
  };
}

/** Reads a property. A simple property is an element or an attribute; a list holds several values or languages. */
function property(xmp: string, name: string): string | undefined {
  const element = between(xmp, `<${name}>`, `</${name}>`);
  if (element === undefined) return cleanText(unescapeXml(between(xmp, `${name}="`, '"') ?? ''));
  const items = [...element.matchAll(/<rdf:li[^>]*>([^<]*)/g)].map(([, item = '']) => item);
  // The first language is the default one.
  const values = name === 'dc:rights' ? items.slice(0, 1) : items;
  return cleanText(unescapeXml(items.length > 0 ? values.join(', ') : element.replace(/<[^>]*>/g, '')));
}

function between(text: string, start: string, end: string): string | undefined {
  const found = text.indexOf(start);
  if (found < 0) return undefined;
  const rest = text.slice(found + start.length, found + start.length + maxPropertyLength);
  const length = rest.indexOf(end);
  return length < 0 ? undefined : rest.slice(0, length);
}

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi, (entity, decimal, hexadecimal, name) => {
    if (name !== undefined) return entities[name] ?? entity;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
