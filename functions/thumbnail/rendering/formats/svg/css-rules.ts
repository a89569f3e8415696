/** A rule of a style sheet: its selector or at-rule, and what its braces enclose. */
export interface CssRule {
  selector: string;
  body: string;
}

const comments = /\/\*[\s\S]*?(?:\*\/|$)|<!--|-->/g;

/** Returns the rules of a style sheet. Those inside an at-rule, such as `@media`, stay in its body. */
export function cssRules(css: string): CssRule[] {
  const text = css.replaceAll(comments, '');
  const rules: CssRule[] = [];
  for (let at = 0; ; ) {
    const open = text.indexOf('{', at);
    if (open < 0) return rules;
    const end = closingBrace(text, open);
    // Statements, such as an @import, end with a semicolon.
    const [selector = ''] = text.slice(at, open).split(';').slice(-1);
    rules.push({ selector: selector.trim(), body: text.slice(open + 1, end) });
    at = end + 1;
  }
}

function closingBrace(text: string, open: number): number {
  const brace = /[{}]/g;
  brace.lastIndex = open;
  let depth = 0;
  for (let found = brace.exec(text); found; found = brace.exec(text)) {
    depth += found[0] === '{' ? 1 : -1;
    if (depth === 0) return found.index;
  }
  return text.length;
}
