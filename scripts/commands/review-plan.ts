import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { messageOf } from '../../functions/thumbnail/errors.ts';
import { defineCommand } from '../cli/command.ts';
import { flag, repeatable, value, wholeNumber } from '../cli/options.ts';
import { allowancesIn } from '../review-plan/allowances.ts';
import { NotAPlanError, parsePlan } from '../review-plan/plan.ts';
import { report } from '../review-plan/report/report.ts';
import { approved, review } from '../review-plan/review.ts';

/** GitHub takes comments of up to 65,536 characters; the rest is for headings, and to say what was left out. */
const maxCharacters = 62_000;

/** It becomes part of an HTML comment, which nothing in it may end. */
const environmentName = z.string().regex(/^\w[\w.-]*$/, { error: 'expected letters, digits, "_", "." and "-"' });

const digest = z.string().regex(/^[0-9a-f]{64}$/, { error: 'expected the 64 hex digits that --digest-file wrote' });

export const command = defineCommand({
  summary: 'Print a Terraform plan as Markdown: the dangers first, then everything else that changes.',
  usage: ['npm run review-plan -- PLAN.json [--allow ADDRESS]... [OPTIONS]'],
  options: {
    allow: repeatable('ADDRESS', 'the dangers of this resource are known and wanted; may be given several times'),
    description: value(
      'FILE',
      'allow each address that a line `Allow: ADDRESS` of this file names, such as the description\nof a pull request',
      z.string().optional(),
    ),
    liftPause: flag('allow the plan to lift a pause'),
    environment: value(
      'NAME',
      'the environment of the plan: in the heading, and in the comment on the first line, by which\na program finds the report again: <!-- review-plan: NAME -->',
      environmentName.optional(),
    ),
    characters: value(
      'N',
      `the max length of the report, 2000 to ${maxCharacters} (default): GitHub takes comments of 65536`,
      wholeNumber(2000, maxCharacters).default(maxCharacters),
    ),
    digestFile: value(
      'FILE',
      'write a digest of all changes and dangers of the plan, 64 hex digits, to this file',
      z.string().optional(),
    ),
    expectDigest: value(
      'HEX',
      'fail unless the plan has this digest: the same changes and the same dangers as the plan that\nwas reviewed. The dangers of a plan that has it count as allowed.',
      digest.optional(),
    ),
  },
  positionals: {
    placeholder: 'PLAN.json',
    description: 'the output of `terraform show -json PLAN`, where PLAN is a file of `terraform plan -out=PLAN`',
    min: 1,
    max: 1,
  },
  examples: { 'npm run review-plan -- plan.json --allow aws_s3_bucket.source': 'a bucket may be replaced this time' },
  exitCodes: {
    0: 'nothing is dangerous, or all of it is allowed',
    2: 'wrong usage, or not the JSON of a plan',
    3: 'a danger is not allowed',
    4: 'the digest is not the expected one',
    5: 'the plan would only lift a pause, without --lift-pause',
  },
  async run({ digestFile, expectDigest, liftPause, ...options }, { positionals: [file = ''] }) {
    try {
      const { description } = options;
      const described = description === undefined ? [] : allowancesIn(await readFile(description, 'utf8'));
      const found = review(parsePlan(await contentOf(file)), [...options.allow, ...described], liftPause);
      const reviewed = found.digest === expectDigest ? approved(found) : found;
      const { dangers, digest, onlyLiftsPause } = reviewed;
      process.stdout.write(report(reviewed, options.environment, options.characters));
      if (digestFile !== undefined) await writeFile(digestFile, `${digest}\n`);
      if (expectDigest === undefined || digest === expectDigest) {
        if (onlyLiftsPause) return 5;
        return dangers.length === 0 ? 0 : 3;
      }
      process.stderr.write(
        `This plan is not the one that was reviewed: its digest is ${digest}, expected ${expectDigest}.\n` +
          'The deployed resources or the code have changed since the review. Plan and review again.\n',
      );
      return 4;
    } catch (error) {
      if (!(error instanceof NotAPlanError)) throw error;
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
  },
});

async function contentOf(file: string): Promise<string> {
  try {
    return decoded(await readFile(file));
  } catch (error) {
    throw new NotAPlanError(`${file} cannot be read: ${messageOf(error)}.`);
  }
}

/** A shell of Windows may write UTF-16, or a byte order mark, into the file that it redirects Terraform's output to. */
function decoded(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  const encoding = { fffe: 'utf-16le', feff: 'utf-16be' }[mark] ?? 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
