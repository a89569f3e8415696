/** Text that is meant as Markdown. All other text in a report is shown as it is. */
export class Markdown {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A template of Markdown, such as `` markdown`${address} is destroyed` ``. Strings in it become code spans. */
export function markdown(texts: TemplateStringsArray, ...values: (Markdown | string | number)[]): Markdown {
  const shown = values.map((value) =>
    value instanceof Markdown ? value.text : typeof value === 'number' ? String(value) : codeSpan(value),
  );
  return new Markdown(String.raw({ raw: texts }, ...shown));
}

export function joined(parts: Markdown[], separator: string): Markdown {
  return new Markdown(parts.map(({ text }) => text).join(separator));
}

/** Returns a code span, in which only the closing backticks have a meaning: https://spec.commonmark.org/0.31.2/#code-spans */
export function codeSpan(content: string): string {
  const text = visible(content) || ' ';
  const fence = '`'.repeat(maxRun(text) + 1);
  // Markdown removes one space at either end.
  const padding = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  return `${fence}${padding}${text}${padding}${fence}`;
}

/** Returns a code block, in which only the fence has a meaning: https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
export function codeBlock(language: string, lines: string[]): Markdown {
  const shown = lines.map(visible);
  const fence = '`'.repeat(Math.max(3, maxRun(shown.join('\n')) + 1));
  return new Markdown([`${fence}${language}`, ...shown, fence].join('\n'));
}

/** Returns content that is hidden behind its summary until a reader opens it. The summary is HTML, not Markdown. */
export function details(summary: string, content: Markdown): Markdown {
  const escaped = visible(summary).replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  return new Markdown(`<details><summary>${escaped}</summary>\n\n${content.text}\n\n</details>`);
}

/** Escapes line breaks, invisible characters, and characters that change the direction of text, as JSON does. */
export function visible(text: string): string {
  return text.replace(/[\p{C}\u2028\u2029]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => unitEscape(character.charCodeAt(index))).join(''),
  );
}

function unitEscape(unit: number): string {
  return unit === 10 ? '\\n' : `\\u${unit.toString(16).padStart(4, '0')}`;
}

function maxRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((max, { length }) => Math.max(max, length), 0);
}
