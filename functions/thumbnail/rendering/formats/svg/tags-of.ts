/** A tag of an XML text. */
export interface Tag {
  /** Its name in lower case, without a prefix. */
  name: string;
  kind: 'open' | 'close' | 'empty';
  /** The text of its attributes. */
  attributes: string;
  at: number;
  /** The position after its name. */
  nameEnd: number;
  end: number;
}

/** Text that begins like a tag, but has none: how each kind begins and ends. */
const skipped = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;

/** Yields the tags of an XML text, in their order. Reading stops where a tag does not end. */
export function* tagsOf(text: string): Iterable<Tag> {
  for (let at = text.indexOf('<'); at >= 0; ) {
    const [begin, ending] = skipped.find(([start]) => text.startsWith(start, at)) ?? [];
    const end = begin === undefined ? endOfTag(text, at) : endOf(text, ending ?? '>', at + begin.length);
    if (end === undefined) return;
    if (begin === undefined) yield tagAt(text, at, end);
    at = text.indexOf('<', end);
  }
}

function tagAt(text: string, at: number, end: number): Tag {
  const isClosing = text.charAt(at + 1) === '/';
  const isEmpty = text.charAt(end - 2) === '/';
  const start = at + (isClosing ? 2 : 1);
  const inner = text.slice(start, end - (isEmpty ? 2 : 1));
  const { length } = /^[^\s/>]*/.exec(inner)?.[0] ?? '';
  const name = inner.slice(0, length).replace(/^.*:/, '').toLowerCase();
  const open = isEmpty ? 'empty' : 'open';
  return { name, kind: isClosing ? 'close' : open, attributes: inner.slice(length), at, nameEnd: start + length, end };
}

/** Returns the position after a tag: a quoted value may contain its last character. */
function endOfTag(text: string, at: number): number | undefined {
  const stop = /["'>]/g;
  for (let reached: number | undefined = at; reached !== undefined; ) {
    stop.lastIndex = reached;
    const [found] = stop.exec(text) ?? [];
    if (found === undefined) return undefined;
    if (found === '>') return stop.lastIndex;
    reached = endOf(text, found, stop.lastIndex);
  }
  return undefined;
}

function endOf(text: string, ending: string, from: number): number | undefined {
  const found = text.indexOf(ending, from);
  return found < 0 ? undefined : found + ending.length;
}

/** Returns the value of an attribute, given its name in any prefix; undefined when the tag lacks it. */
export function attributeOf({ attributes }: Pick<Tag, 'attributes'>, name: string): string | undefined {
  // A value may contain text like an attribute, such as an SVG in a `data:` URL.
  const others = `^(?:\\s*[^\\s=]+\\s*=\\s*(?:"[^"]*"|'[^']*'))*?`;
  const [, double, single] =
    new RegExp(`${others}\\s*(?<!\\S)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes) ?? [];
  return double ?? single;
}
