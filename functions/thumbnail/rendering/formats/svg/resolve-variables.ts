import { Rejection } from '../../../errors.ts';

/** Max growth of the text. Variables that use others several times can expand a short text to any length. */
const maxGrowth = 10;
/** Max length of a chain of variables that use each other. Browsers do not limit it. */
const maxRounds = 20;
const darkScheme = /@media[^{]*prefers-color-scheme:\s*dark[^{]*\{(?:[^{}]|\{[^{}]*\})*\}/g;
const comments = /\/\*[\s\S]*?\*\//g;
const declarations = /(?:^|[{;"'\s])(--[\w-]+)\s*:\s*([^;}"']*)/g;
const importance = /!\s*important\s*$/;
const innermostUse = /var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)/g;

/**
 * Replaces CSS variables by their values: librsvg does not support variables, and would draw black. Every variable needs a single value
 * in the whole image.
 *
 * @throws {Rejection} when a variable has no value, or several, or the text becomes too long
 */
export function resolveVariables(svg: Buffer): Buffer {
  if (!svg.includes('var(')) return svg;
  const text = svg.toString('latin1');
  const values = new Map<string, Set<string>>();
  for (const [, name = '', value = ''] of text
    .replaceAll(comments, '')
    .replaceAll(darkScheme, '')
    .matchAll(declarations)) {
    values.set(name, (values.get(name) ?? new Set()).add(value.replace(importance, '').trim()));
  }
  let left = maxGrowth * text.length;
  const lookUp = (name: string, fallback: string | undefined) => {
    const [value, ...others] = values.get(name) ?? [];
    if (others.length > 0) throw unresolved(name, 'has several values');
    if (value === undefined && fallback === undefined) throw unresolved(name, 'has no value');
    const found = value ?? fallback?.trim() ?? '';
    left -= found.length;
    if (left < 0) throw tooLong();
    return found;
  };
  let resolved = text;
  for (let round = 0; round < maxRounds && resolved.includes('var('); round += 1) {
    resolved = resolved.replaceAll(innermostUse, (_, name: string, fallback?: string) => lookUp(name, fallback));
  }
  if (/var\(\s*--/.test(resolved)) throw unresolved('--…', 'refers to itself');
  return Buffer.from(resolved, 'latin1');
}

function tooLong(): Rejection {
  const reason = `The svg image is more than ${maxGrowth} times as long once its CSS variables have their values.`;
  return new Rejection('image-too-complex', `${reason} Write the values where they are used.`);
}

function unresolved(name: string, problem: string): Rejection {
  const reason = `The CSS variable ${name} of the svg image ${problem}, so its colours are unknown.`;
  return new Rejection('unsupported-format', `${reason} Write the values where they are used.`);
}
