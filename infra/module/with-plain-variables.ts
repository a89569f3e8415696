import { interpolation } from './expression.ts';
import type { Json } from './json.ts';
import { plainSettings, variableOf } from './plain-settings.ts';

/** Returns a value of Terraform's JSON in which the variables of the plain settings take the place of what stands for them. */
export function withPlainVariables(value: Json): Json {
  return JSON.parse(JSON.stringify(value), (_, part: Json) => {
    if (typeof part === 'number') return ofNumber(part);
    return typeof part === 'string' ? ofText(part) : part;
  });
}

function ofNumber(number: number): Json {
  for (const [setting, placeholder] of Object.entries(plainSettings)) {
    if (typeof placeholder === 'string' || number === 0 || number % placeholder !== 0) continue;
    const factor = number / placeholder;
    return interpolation(`var.${variableOf(setting)}${factor === 1 ? '' : ` * ${factor}`}`);
  }
  return number;
}

function ofText(text: string): string {
  return Object.entries(plainSettings).reduce(
    (replaced, [setting, placeholder]) =>
      replaced.replaceAll(new RegExp(`\\b${placeholder}\\b`, 'g'), interpolation(`var.${variableOf(setting)}`)),
    text,
  );
}
