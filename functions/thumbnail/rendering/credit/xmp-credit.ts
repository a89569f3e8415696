import { type Credit, cleanText } from './credit.ts';
import { xmlTokens } from './xml-tokens.ts';

/** XMP usually takes a few kilobytes; an edit history can make it far longer. */
const maxBytes = 4 * 1024 ** 2;

/** Limits of the memory that hostile XMP takes: nested elements, and items of a list. */
const [maxDepth, maxItems] = [100, 1000];

const fields = new Map<string, keyof Credit>([
  ['dc:creator', 'artist'],
  ['dc:rights', 'copyright'],
  ['photoshop:Credit', 'credit'],
]);

/** A property while it is read. */
interface Property {
  field: keyof Credit;
  /** The number of elements around it. */
  depth: number;
  text: string;
  items: Array<{ text: string; isDefault: boolean }>;
}

/**
 * Reads the credit from the properties of the image itself: XMP may describe its parts too. It expects the namespace prefixes that all
 * programs write. https://developer.adobe.com/xmp/docs/XMPNamespaces/
 *
 * @param xmp untrusted
 */
export function xmpCredit(xmp: Buffer): Credit {
  const credit: Credit = { artist: undefined, copyright: undefined, credit: undefined };
  const path: string[] = [];
  let property: Property | undefined;
  for (const token of xmlTokens(decodeXml(xmp.subarray(0, maxBytes)))) {
    if (token.kind === 'open') {
      if (path.at(-1) === 'rdf:RDF') readAttributes(token.attributes, credit);
      const field = path.at(-2) === 'rdf:RDF' ? fields.get(token.name) : undefined;
      if (field) property = { field, depth: path.length, text: '', items: [] };
      if (property && token.name === 'rdf:li') {
        property.items.push({ text: '', isDefault: token.attributes.get('xml:lang') === 'x-default' });
      }
      path.push(token.name);
      if (path.length > maxDepth || (property && property.items.length > maxItems)) break;
    } else if (token.kind === 'close') {
      path.pop();
      if (property?.depth !== path.length) continue;
      credit[property.field] ??= textOfProperty(property);
      property = undefined;
    } else if (property) addText(property, path, token.text);
  }
  return credit;
}

function readAttributes(attributes: ReadonlyMap<string, string>, credit: Credit): void {
  for (const [name, field] of fields) credit[field] ??= cleanText(attributes.get(name) ?? '');
}

/** Adds a text that is a value. Other elements tell something about the value. */
function addText(property: Property, path: readonly string[], text: string): void {
  const item = property.items.at(-1);
  if (path.length === property.depth + 1) property.text += text;
  else if (item && ['rdf:li', 'rdf:value'].includes(path.at(-1) ?? '')) item.text += text;
  else if (path.at(-1) === 'rdf:value') property.text += text;
}

/** A list holds several artists, or a text in several languages. */
function textOfProperty({ field, text, items }: Property): string | undefined {
  const texts = items.map((item) => ({ ...item, text: cleanText(item.text) })).filter((item) => item.text);
  if (texts.length === 0) return cleanText(text);
  if (field === 'artist') return cleanText(texts.map((item) => item.text).join(', '));
  return (texts.find((item) => item.isDefault) ?? texts[0])?.text;
}

/** XMP is UTF-8, or rarely UTF-16, whose first character has a zero byte. */
function decodeXml(xmp: Buffer): string {
  const [first, second] = xmp;
  const isLittleEndian = second === 0 || (first === 0xff && second === 0xfe);
  const isBigEndian = first === 0 || (first === 0xfe && second === 0xff);
  return new TextDecoder(isLittleEndian ? 'utf-16le' : isBigEndian ? 'utf-16be' : 'utf-8').decode(xmp);
}
