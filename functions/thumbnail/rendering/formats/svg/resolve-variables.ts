import { Rejection } from '../../../errors.ts';

/** Variables may name others, in a chain that browsers do not limit. */
const maxRounds = 20;
const darkScheme = /@media[^{]*prefers-color-scheme:\s*dark[^{]*\{(?:[^{}]|\{[^{}]*\})*\}/g;
const declarations = /(?:^|[{;"'\s])(--[\w-]+)\s*:\s*([^;}"']*)/g;
const innermostUse = /var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)/g;

/**
 * Writes the values of CSS variables where they are used: librsvg has none, and would draw black. Every variable needs a single
 * value in the whole image.
 *
 * @throws {Rejection} when one has no value, or several
 */
export function resolveVariables(svg: Buffer): Buffer {
  if (!svg.includes('var(')) return svg;
  const text = svg.toString('latin1');
  const values = new Map<string, Set<string>>();
  for (const [, name = '', value = ''] of text.replaceAll(darkScheme, '').matchAll(declarations)) {
    values.set(name, (values.get(name) ?? new Set()).add(value.trim()));
  }
  const lookUp = (name: string, fallback: string | undefined) => {
    const [value, ...others] = values.get(name) ?? [];
    if (others.length > 0) throw unresolved(name, 'has several values');
    if (value === undefined && fallback === undefined) throw unresolved(name, 'has no value');
    return value ?? fallback?.trim() ?? '';
  };
  let resolved = text;
  for (let round = 0; round < maxRounds && resolved.includes('var('); round += 1) {
    resolved = resolved.replaceAll(innermostUse, (_, name: string, fallback?: string) => lookUp(name, fallback));
    if (resolved.length > 10 * text.length) break;
  }
  if (/var\(\s*--/.test(resolved)) throw unresolved('--…', 'refers to itself');
  return Buffer.from(resolved, 'latin1');
}

function unresolved(name: string, problem: string): Rejection {
  const reason = `The CSS variable ${name} of the svg image ${problem}, so its colours are unknown.`;
  return new Rejection('unsupported-format', `${reason} Write the values where they are used.`);
}
