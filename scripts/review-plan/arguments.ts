import { parseOptions } from '../cli/parse-options.ts';
import { UsageError } from '../cli/usage-error.ts';

export const usage = `Usage:
  npm run review-plan -- PLAN.json [--allow ADDRESS]... [--description FILE] [--environment NAME] [--characters N]
                         [--digest-file FILE] [--expect-digest HEX]
      Prints a plan as Markdown: the dangers first, then everything else that changes.
      PLAN.json is the output of \`terraform show -json PLAN\`, where PLAN is a file of \`terraform plan -out=PLAN\`.

  --allow ADDRESS      the dangers of this resource are known and wanted; may be given several times
  --description FILE   allow each address that a line \`Allow: ADDRESS\` of this file names, such as the description
                       of a pull request
  --environment NAME   the plan's environment: in the heading, and in the comment on the first line, by which a
                       program finds the report again: <!-- review-plan: NAME -->
  --characters N       max length of the report, 2000 to 62000 (default): GitHub takes comments of 65536
  --digest-file FILE   write a digest of all changes and dangers of the plan, 64 hex digits, to this file
  --expect-digest HEX  fail unless the plan has this digest: the same changes and the same dangers as the plan that
                       was reviewed. The dangers of a plan that has it count as allowed.
  --help               print this

Exit codes: 0 nothing is dangerous, or all of it is allowed, 3 a danger is not allowed, 4 the digest is not the expected
one, 2 wrong usage, or not the JSON of a plan, 1 anything else.
`;

/** GitHub takes comments of up to 65,536 characters; the rest is for headings, and to say what was left out. */
const mostCharacters = 62_000;

export type ReviewArguments =
  | { mode: 'help' }
  | {
      mode: 'review';
      file: string;
      allowed: string[];
      description: string | undefined;
      environment: string | undefined;
      characters: number;
      digestFile: string | undefined;
      expectedDigest: string | undefined;
    };

/** @throws {UsageError} when the arguments are not as `usage` says */
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
  const { description, 'digest-file': digestFile, 'expect-digest': expectedDigest } = values;
  if (expectedDigest !== undefined && !/^[0-9a-f]{64}$/.test(expectedDigest)) {
    throw new UsageError(
      `--expect-digest is ${JSON.stringify(expectedDigest)}, expected the 64 hex digits that --digest-file wrote.`,
    );
  }
  const characters = charactersOf(values.characters);
  return { mode: 'review', file, allowed, description, environment, characters, digestFile, expectedDigest };
}

function parse(args: readonly string[]) {
  return parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      allow: { type: 'string', multiple: true, default: [] },
      characters: { type: 'string' },
      description: { type: 'string' },
      'digest-file': { type: 'string' },
      'expect-digest': { type: 'string' },
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
