import { unescapeXml } from './unescape-xml.ts';

export type XmlToken =
  | { kind: 'open'; name: string; attributes: ReadonlyMap<string, string> }
  | { kind: 'close' }
  | { kind: 'text'; text: string };

/** The parts that are no tags: how each begins and ends. */
const otherParts = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;
const [textStart, textEnd] = ['<![CDATA[', ']]>'];

/**
 * Yields the tags and the texts of XML, in a time that is proportional to its length. An empty tag is opened and closed. It stops at
 * damage.
 *
 * @param xml untrusted
 */
export function* xmlTokens(xml: string): Iterable<XmlToken> {
  for (let at = 0; at < xml.length; ) {
    const start = endOf(xml, '<', at, 0);
    if (start > at) yield { kind: 'text', text: unescapeXml(xml.slice(at, start)) };
    if (start === xml.length) return;
    const other = otherParts.find(([beginning]) => xml.startsWith(beginning, start));
    if (xml.startsWith(textStart, start)) {
      at = endOf(xml, textEnd, start);
      yield { kind: 'text', text: xml.slice(start + textStart.length, at - textEnd.length) };
    } else if (other) at = endOf(xml, other[1], start);
    else {
      const tag = tagAt(xml, start);
      if (!tag) return;
      at = tag.end;
      yield* tag.tokens;
    }
  }
}

/** Returns the position behind the next `mark`, or the end of the text. */
function endOf(xml: string, mark: string, at: number, markLength = mark.length): number {
  const found = xml.indexOf(mark, at);
  return found < 0 ? xml.length : found + markLength;
}

function tagAt(xml: string, start: number): { tokens: XmlToken[]; end: number } | undefined {
  const name = /<(\/?)([^\s<>/="']+)/y;
  const attribute = /\s+([^\s<>/="']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
  const end = /\s*(\/?)>/y;
  const read = (pattern: RegExp, from: number) => {
    pattern.lastIndex = from;
    return pattern.exec(xml) ?? undefined;
  };
  const named = read(name, start);
  if (!named) return undefined;
  let at = name.lastIndex;
  const attributes = new Map<string, string>();
  for (let it = read(attribute, at); it; it = read(attribute, at)) {
    attributes.set(it[1] ?? '', unescapeXml(it[2] ?? it[3] ?? ''));
    at = attribute.lastIndex;
  }
  const ended = read(end, at);
  if (!ended) return undefined;
  const open = { kind: 'open', name: named[2] ?? '', attributes } as const;
  const isClosed = ended[1] !== '';
  if (named[1] !== '') return { tokens: [{ kind: 'close' }], end: end.lastIndex };
  return { tokens: isClosed ? [open, { kind: 'close' }] : [open], end: end.lastIndex };
}
