import { parseOptions } from '../cli/parse-options.ts';
import { UsageError } from '../cli/usage-error.ts';

export const usage = `Usage:
  npm run review-plan -- PLAN.json [--allow ADDRESS]... [--environment NAME] [--characters N]
      Prints a plan as Markdown that says what is dangerous first, and what else is changed.
      PLAN.json is what \`terraform show -json PLAN\` prints of a file that \`terraform plan -out=PLAN\` made.

  --allow ADDRESS      what is dangerous about this resource is known, and wanted; may be given several times
  --environment NAME   what the plan is for: in the heading, and in the comment on the first line, by which a
                       program finds the report again: <!-- review-plan: NAME -->
  --characters N       how long the report may be, 2000 to 62000 (default): GitHub takes comments of 65536
  --help               print this

Exit codes: 0 nothing is dangerous, or all of it is allowed, 3 something dangerous is not allowed, 2 wrong usage, or not
the JSON of a plan, 1 anything else.
`;

/** GitHub takes comments of up to 65,536 characters; the rest is for headings, and to say what was left out. */
const mostCharacters = 62_000;

export type ReviewArguments =
  | { mode: 'help' }
  | { mode: 'review'; file: string; allowed: string[]; environment: string | undefined; characters: number };

/** @throws UsageError */
export function parseReviewArguments(args: readonly string[]): ReviewArguments {
  const { values, positionals } = parse(args);
  if (values.help) return { mode: 'help' };
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) {
    throw new UsageError(`Expected one file, PLAN.json, but there are ${positionals.length}: ${positionals.join(' ')}`);
  }
  const { allow: allowed, environment } = values;
  // It becomes a part of an HTML comment, which nothing in it may end.
  if (environment !== undefined && !/^\w[\w.-]*$/.test(environment)) {
    throw new UsageError(
      `--environment is ${JSON.stringify(environment)}, expected letters, digits, "_", "." and "-".`,
    );
  }
  return { mode: 'review', file, allowed, environment, characters: charactersOf(values.characters) };
}

function parse(args: readonly string[]) {
  return parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      allow: { type: 'string', multiple: true, default: [] },
      characters: { type: 'string' },
      environment: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}

function charactersOf(text = String(mostCharacters)): number {
  const characters = Number(text);
  if (/^\d+$/.test(text) && characters >= 2000 && characters <= mostCharacters) return characters;
  throw new UsageError(`--characters is ${JSON.stringify(text)}, expected a number from 2000 to ${mostCharacters}.`);
}
