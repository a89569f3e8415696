import { applyEdits, type Edit } from './apply-edits.ts';
import { withoutReferences } from './references.ts';
import { attributeOf, type Tag, tagsOf } from './tags-of.ts';
import { undrawn } from './undrawn.ts';

/** The text between two tags, inside a `text` element. */
interface Piece {
  content: string;
  before: Tag;
  after: Tag;
  /** Whether librsvg removes its spaces: those at the beginning or the end of an inner element, such as a `tspan`. */
  losesStart: boolean;
  losesEnd: boolean;
}

/** A space without a width (U+200B), in UTF-8: librsvg does not remove what is on its inner side. Each byte is a character here. */
const guard = '\u00e2\u0080\u008b';
const preserving = /(?<![\w-])white-space\s*(?::|=\s*["'])\s*(?:pre|pre-wrap|break-spaces)\b/;

const alignment =
  /(?<![\w-])alignment-baseline\s*(?::|=\s*["'])\s*(middle|central|hanging|(?:text-)?(?:before|after)-edge)\b/;

/**
 * Keeps the spaces of a text that librsvg removes: those at the ends of its inner elements, and those that only CSS preserves. Also keeps
 * its alignment.
 *
 * @throws {Rejection} when text from right to left has parts, which librsvg shows from left to right
 */
export function layOutText(svg: string): string {
  if (!/<(?:[\w-]+:)?text\b/.test(svg)) return svg;
  return applyEdits(applyEdits(svg, olderAttributes(svg)), outerSpaces(svg));
}

/** Yields the attributes that mean what librsvg does not know. */
function* olderAttributes(svg: string): Iterable<Edit> {
  for (const { name, nameEnd: at, attributes } of tagsOf(svg)) {
    const isSpaced = preserving.test(attributes) && !attributes.includes('xml:space');
    if (isSpaced) yield { at, end: at, text: ' xml:space="preserve"' };
    const [, edge] = /^t(?:ext|span)$/.test(name) ? (alignment.exec(attributes) ?? []) : [];
    if (!edge || attributes.includes('dominant-baseline')) continue;
    yield { at, end: at, text: ` dominant-baseline="${edge.replace(/^(?=before|after)/, 'text-')}"` };
  }
}

function* outerSpaces(svg: string): Iterable<Edit> {
  const hasDirection = /(?<![\w-])direction\s*[:=]\s*["']?\s*rtl/.test(svg);
  for (const pieces of piecesOfTexts(svg)) {
    for (const [index, piece] of pieces.entries()) {
      const { content, before, after, losesStart, losesEnd } = piece;
      const [previous, next] = [pieces[index - 1], pieces[index + 1]];
      const isReversed = hasDirection ? isShown : isFromRight;
      if (previous && isReversed(previous) && isReversed(piece) && !isPlaced(piece))
        throw undrawn('text from right to left in several parts');
      // Spaces at the ends of the whole text are not shown, and of two only the first is.
      const keepsStart = losesStart && previous !== undefined && !/\s$/.test(previous.content);
      const [start = ''] = keepsStart ? (/^\s+/.exec(content) ?? []) : [];
      if (start) yield { at: before.end, end: before.end + start.length, text: `${guard} ` };
      const keepsEnd =
        losesEnd && next !== undefined && !isPlaced(next) && (next.losesStart || !/^\s/.test(next.content));
      const [end = ''] = keepsEnd && start !== content ? (/\s+$/.exec(content) ?? []) : [];
      if (end) yield { at: after.at - end.length, end: after.at, text: ` ${guard}` };
    }
  }
}

/** Yields the pieces of each text that has inner elements. */
function* piecesOfTexts(svg: string): Iterable<Piece[]> {
  const open: Array<{ name: string; isPreserved: boolean }> = [];
  let pieces: Piece[] = [];
  let before: Tag | undefined;
  for (const after of tagsOf(svg)) {
    const parent = open.at(-1);
    if (before && parent && before.end < after.at && open.some(({ name }) => name === 'text')) {
      const isNested = parent.name !== 'text' && !parent.isPreserved;
      const losesStart = isNested && before.kind === 'open';
      const losesEnd = isNested && after.kind === 'close';
      pieces.push({ content: svg.slice(before.end, after.at), before, after, losesStart, losesEnd });
    }
    if (after.kind === 'close' && open.pop()?.name === 'text') {
      if (pieces.length > 1) yield pieces;
      pieces = [];
    }
    if (after.kind === 'open') {
      const space = attributeOf(after, 'xml:space');
      const isPreserved = space ? space === 'preserve' : (parent?.isPreserved ?? false);
      open.push({ name: after.name, isPreserved });
    }
    before = after;
  }
}

/** Whether a text has letters of a script that is written from right to left. */
function isFromRight({ content }: Piece): boolean {
  return /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(withoutReferences(Buffer.from(content, 'latin1').toString()));
}

function isShown({ content }: Piece): boolean {
  return content.trim() !== '';
}

/** Whether the text begins at a position of its own. */
function isPlaced({ before }: Piece): boolean {
  return before.kind === 'open' && /\s[xy]\s*=/.test(before.attributes);
}
