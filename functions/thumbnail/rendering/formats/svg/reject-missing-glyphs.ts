import path from 'node:path';
import { coveredCharacters } from './covered-characters.ts';
import { withoutReferences } from './references.ts';
import { tagsOf } from './tags-of.ts';
import { undrawn } from './undrawn.ts';

/** The characters that every font here has, and those that show nothing. */
const harmless = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u0020-\u024f\ufffd]*$/u;
const hidden = new Set(['title', 'desc', 'style', 'metadata', 'script']);

/** @throws {Rejection} when a text has a letter that no font here has: librsvg would draw a box with its number */
export function rejectMissingGlyphs(svg: string): void {
  const { FONTCONFIG_FILE } = process.env;
  const letters = new Set([...textOf(svg)].filter((letter) => !harmless.test(letter)));
  if (letters.size === 0 || FONTCONFIG_FILE === undefined) return;
  const covered = coveredCharacters(path.dirname(FONTCONFIG_FILE));
  const missing = [...letters].filter((letter) => !covered.has(letter.codePointAt(0) ?? 0));
  if (missing.length === 0) return;
  const numbers = missing.slice(0, 5).map((letter) => `U+${letter.codePointAt(0)?.toString(16).toUpperCase()}`);
  throw undrawn(`characters that no font here has (${numbers.join(', ')})`);
}

/** Returns the texts that an SVG shows. */
function textOf(svg: string): string {
  const parts: string[] = [];
  const open: string[] = [];
  let reached = 0;
  for (const { name, kind, at, end } of tagsOf(svg)) {
    if (open.includes('text') && !open.some((element) => hidden.has(element))) parts.push(svg.slice(reached, at));
    if (kind === 'open') open.push(name);
    if (kind === 'close') open.pop();
    reached = end;
  }
  return withoutReferences(Buffer.from(parts.join(' '), 'latin1').toString());
}
