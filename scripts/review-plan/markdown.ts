/** Text that is Markdown on purpose. Whatever else goes into a report is shown as it is, and means nothing. */
export class Markdown {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A template of Markdown, such as `` markdown`${address} is destroyed` ``: strings put into it become code spans. */
export function markdown(texts: TemplateStringsArray, ...values: (Markdown | string | number)[]): Markdown {
  const shown = values.map((value) =>
    value instanceof Markdown ? value.text : typeof value === 'number' ? String(value) : codeSpan(value),
  );
  return new Markdown(String.raw({ raw: texts }, ...shown));
}

export function joined(parts: Markdown[], separator: string): Markdown {
  return new Markdown(parts.map(({ text }) => text).join(separator));
}

/** Within a code span nothing has a meaning but the backticks that end it: https://spec.commonmark.org/0.31.2/#code-spans */
export function codeSpan(content: string): string {
  const text = visible(content) || ' ';
  const fence = '`'.repeat(longestRun(text) + 1);
  // One space at either end is taken away again.
  const padding = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  return `${fence}${padding}${text}${padding}${fence}`;
}

/** Within a fenced block nothing has a meaning but the fence: https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
export function codeBlock(language: string, lines: string[]): Markdown {
  const shown = lines.map(visible);
  const fence = '`'.repeat(Math.max(3, longestRun(shown.join('\n')) + 1));
  return new Markdown([`${fence}${language}`, ...shown, fence].join('\n'));
}

/** What is shown as its summary alone until somebody opens it. The summary is HTML, in which Markdown has no meaning. */
export function details(summary: string, content: Markdown): Markdown {
  const escaped = visible(summary).replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  return new Markdown(`<details><summary>${escaped}</summary>\n\n${content.text}\n\n</details>`);
}

/** Line breaks, and characters that would not be seen or turn the order of others around, become what JSON calls them. */
export function visible(text: string): string {
  return text.replace(/[\p{C}\u2028\u2029]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => unitEscape(character.charCodeAt(index))).join(''),
  );
}

function unitEscape(unit: number): string {
  return unit === 10 ? '\\n' : `\\u${unit.toString(16).padStart(4, '0')}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}
