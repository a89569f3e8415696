import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { S3Error } from './errors.ts';

export type XmlContent =
  | string
  | number
  | boolean
  | undefined
  | readonly XmlContent[]
  | { readonly [element: string]: XmlContent };

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/**
 * Renders an XML document. Properties become elements in their order, an array repeats its element, and undefined omits it.
 */
export function renderXml(root: string, content: XmlContent, options: { namespaced: boolean } = { namespaced: true }) {
  const attribute = options.namespaced ? ` xmlns="${namespace}"` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${renderContent(content)}</${root}>`;
}

function renderContent(content: XmlContent): string {
  if (content === undefined) return '';
  if (typeof content !== 'object') return escapeText(String(content));
  return Object.entries(content)
    .map(([name, value]) => renderElements(name, value))
    .join('');
}

function renderElements(name: string, value: XmlContent): string {
  const values = Array.isArray(value) ? value : [value];
  return values
    .filter((each) => each !== undefined)
    .map((each) => `<${name}>${renderContent(each)}</${name}>`)
    .join('');
}

/**
 * Escapes control characters as character references, since a parser changes or refuses literal ones. XML 1.0 forbids some of
 * them in any form. Like S3, this writes them nevertheless; a client that needs valid XML requests `encoding-type=url`.
 */
function escapeText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to escape
  return text.replace(/[&<>\u0000-\u001f\u007f-\u009f\u2028\ufffe\uffff]/g, (character) => {
    return `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
  });
}

/**
 * Parses a request's XML. All leaves are strings, and the elements named `repeated` are an array.
 *
 * @throws {S3Error} `MalformedXML` when it is not well-formed or does not match `schema`
 */
export function parseXml<Schema extends z.ZodType>(text: string, schema: Schema, repeated: string): z.output<Schema> {
  const parser = new XMLParser({
    isArray: (name) => name === repeated,
    parseTagValue: false,
    // The parser would drop references to control characters, and so change a key.
    processEntities: false,
    tagValueProcessor: (_name, value) => unescapeText(value),
    trimValues: false,
  });
  const result = schema.safeParse(parse(parser, text));
  if (!result.success) throw malformedXml(z.prettifyError(result.error));
  return result.data;
}

function parse(parser: XMLParser, text: string): unknown {
  try {
    return parser.parse(text, true);
  } catch (cause) {
    throw cause instanceof S3Error ? cause : malformedXml(String(cause));
  }
}

function malformedXml(reason: string): S3Error {
  return new S3Error('MalformedXML', `The XML you provided was not well-formed or did not match the schema: ${reason}`);
}

const named = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

function unescapeText(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([^;]*));/gi, (reference, hex, decimal, name) => {
    const codePoint = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const character = name === undefined && codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : named.get(name);
    if (character === undefined) throw malformedXml(`${reference} is not a character.`);
    return character;
  });
}
