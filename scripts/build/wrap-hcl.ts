type Part = string | Bracket;
interface Bracket {
  open: string;
  close: string;
  /** The parts between its commas. */
  items: Part[][];
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const maxLineLength = 100;

/** Breaks an HCL expression that is too long for one line into several. The formatter indents them later. */
export function wrapHcl(expression: string): string {
  const tokens = expression.match(/"(?:\\.|[^"\\])*"|[()[\]{},]|[^"()[\]{},]+/g) ?? [];
  return printed(itemsUntil(tokens, undefined)[0] ?? []);
}

/** Removes the tokens up to the closing bracket, and that bracket, from the front. */
function itemsUntil(tokens: string[], close: string | undefined): Part[][] {
  const items: Part[][] = [];
  let item: Part[] = [];
  for (let token = tokens.shift(); token !== undefined && token !== close; token = tokens.shift()) {
    const bracket = closing[token];
    if (token === ',') {
      items.push(item);
      item = [];
    } else
      item.push(bracket === undefined ? token : { open: token, close: bracket, items: itemsUntil(tokens, bracket) });
  }
  return item.length > 0 ? [...items, item] : items;
}

function printed(parts: readonly Part[]): string {
  const text = parts.map((part) => (typeof part === 'string' ? part : printedBracket(part))).join('');
  return text.trim();
}

function printedBracket({ open, close, items }: Bracket): string {
  const texts = items.map(printed).map((text) => (open === '{' ? text.replace(/^"([A-Za-z_]\w*)"(?= =)/, '$1') : text));
  const space = open === '{' && texts.length > 0 ? ' ' : '';
  const line = `${open}${space}${texts.join(', ')}${space}${close}`;
  if (open === '(' || (line.length <= maxLineLength && !line.includes('\n'))) return line;
  return `${open}\n${texts.join(open === '{' ? '\n' : ',\n')}\n${close}`;
}
