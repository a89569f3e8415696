import type { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { renderXml, type XmlContent } from '../render-xml.ts';
import { S3Error } from './errors.ts';

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Renders the XML of a response in S3's namespace. */
export function renderS3Xml(root: string, content: XmlContent): string {
  return renderXml(root, content, namespace);
}

/**
 * Parses a request's XML. All leaves are strings, and the elements named `repeated` are an array.
 *
 * @throws {S3Error} when it is not well-formed or does not match `schema` (`MalformedXML`)
 */
export async function parseXml<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  repeated: string,
): Promise<z.output<Schema>> {
  // Loaded only when it is needed, since most starts parse no XML.
  const { XMLParser } = await import('fast-xml-parser');
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
