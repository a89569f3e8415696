import { isObject, type Json } from './json.ts';

/** Returns the HCL expression of a value of Terraform's JSON, whose strings may contain `${…}`. */
export function expression(value: Json | undefined): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'string') return ofString(value);
  if (Array.isArray(value)) return `[${value.map(expression).join(', ')}]`;
  if (!isObject(value)) return String(value);
  return `{${Object.entries(value)
    .map(([key, each]) => `${JSON.stringify(key)} = ${expression(each)}`)
    .join(', ')}}`;
}

/** Returns a string of Terraform's JSON that is the value of an expression. */
export function interpolation(hcl: string): string {
  return `\${${hcl}}`;
}

/** Returns a string of Terraform's JSON that is one value if a condition holds, and another one if not. */
export function conditional(condition: string, whenTrue: Json | undefined, whenFalse: Json | undefined): string {
  return interpolation(`${condition} ? ${expression(whenTrue)} : ${expression(whenFalse)}`);
}

function ofString(text: string): string {
  const parts = partsOf(text);
  if (parts.length === 1 && parts[0]?.startsWith('${')) return parts[0].slice(2, -1);
  const quoted = parts.map((part) => (part.startsWith('${') ? part : JSON.stringify(part).slice(1, -1)));
  return `"${quoted.join('')}"`;
}

/** Splits a string into its text and its interpolations, each with its braces. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  while (start < text.length) {
    const from = text.indexOf('${', start);
    if (from !== start) parts.push(text.slice(start, from < 0 ? undefined : from));
    if (from < 0) break;
    const end = endOfInterpolation(text, from);
    parts.push(text.slice(from, end));
    start = end;
  }
  return parts;
}

function endOfInterpolation(text: string, from: number): number {
  let depth = 0;
  for (let index = from; index < text.length; index += 1) {
    if (text[index] === '{') depth += 1;
    if (text[index] === '}') depth -= 1;
    if (depth === 0 && index > from + 1) return index + 1;
  }
  throw new Error(`${JSON.stringify(text)} has an interpolation without an end.`);
}
