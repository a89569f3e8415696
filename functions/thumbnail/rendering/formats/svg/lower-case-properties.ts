import { rewriteStyleSheets } from './style-sheets.ts';

const style = /\sstyle\s*=\s*(?:"[^"]*"|'[^']*')/g;
/** A property at the beginning of a declaration, with an upper-case letter. Variables distinguish upper from lower case. */
const property = /([;{"']\s*)(?!--)([a-z-]*[A-Z][A-Za-z-]*)(?=\s*:)/g;

/** Writes CSS properties in lower case: librsvg ignores others. */
export function lowerCaseProperties(svg: string): string {
  const lowered = svg.replaceAll(style, lowerCased);
  return rewriteStyleSheets(lowered, ({ css }) => css.replaceAll(/\{[^{}]*\}/g, lowerCased));
}

function lowerCased(declarations: string): string {
  return declarations.replaceAll(property, (_, before: string, name: string) => before + name.toLowerCase());
}
