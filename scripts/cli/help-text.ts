import type { Command } from './command.ts';
import { optionName } from './option-name.ts';

/** Returns all that `--help` prints about a command. */
export function helpText(command: Command): string {
  const { summary, description, examples = {} } = command;
  const sections = [
    summary,
    usageText(command).trimEnd(),
    ...(description === undefined ? [] : [description]),
    section('Options:', optionRows(command)),
    ...(Object.keys(examples).length > 0 ? [section('Examples:', Object.entries(examples))] : []),
    exitCodes(command),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Returns the lines that show how a command is called. */
export function usageText({ usage }: Pick<Command, 'usage'>): string {
  return `Usage:\n${usage.map((line) => `  ${line}\n`).join('')}`;
}

function optionRows({ options, positionals }: Command): [string, string][] {
  const rows = Object.entries(options).map(([key, { placeholder, description }]): [string, string] => {
    const name = `--${optionName(key)}`;
    return [placeholder === undefined ? name : `${name} ${placeholder}`, description];
  });
  const first: [string, string][] = positionals ? [[positionals.placeholder, positionals.description]] : [];
  return [...first, ...rows, ['--help', 'print this']];
}

/** Lays rows out in two columns. A description of several lines stays in the second. */
function section(title: string, rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  const lines = rows.map(([left, right]) => {
    return `  ${left.padEnd(width)}  ${right.replaceAll('\n', `\n${' '.repeat(width + 4)}`)}`;
  });
  return [title, ...lines].join('\n');
}

function exitCodes({ exitCodes = {} }: Command): string {
  const meanings = { 0: 'done', 1: 'failed', 2: 'wrong usage', 130: 'interrupted', ...exitCodes };
  return `Exit codes: ${Object.entries(meanings)
    .map(([code, meaning]) => `${code} ${meaning}`)
    .join(', ')}.`;
}
