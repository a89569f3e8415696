import { readFile, writeFile } from 'node:fs/promises';
import { reportProblem } from '../cli/report-problem.ts';
import { allowancesIn } from '../review-plan/allowances.ts';
import { parseReviewArguments, type ReviewArguments, usage } from '../review-plan/arguments.ts';
import { NotAPlanError, parsePlan } from '../review-plan/plan.ts';
import { report } from '../review-plan/report.ts';
import { approved, review } from '../review-plan/review.ts';

/** `npm run review-plan`: prints what a reviewer has to know of a plan, as Markdown. Returns the exit code that `usage` explains. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const parsed = parseReviewArguments(args);
    if (parsed.mode === 'review') return await run(parsed);
    process.stdout.write(usage);
    return 0;
  } catch (error) {
    const code = reportProblem(error, usage);
    return error instanceof NotAPlanError ? 2 : code;
  }
}

async function run(options: ReviewArguments & { mode: 'review' }): Promise<number> {
  const { description, digestFile, expectedDigest } = options;
  const described = description === undefined ? [] : allowancesIn(await readFile(description, 'utf8'));
  const found = review(parsePlan(await contentOf(options.file)), [...options.allowed, ...described]);
  const reviewed = found.digest === expectedDigest ? approved(found) : found;
  process.stdout.write(report(reviewed, options.environment, options.characters));
  if (digestFile !== undefined) await writeFile(digestFile, `${reviewed.digest}\n`);
  if (expectedDigest === undefined || reviewed.digest === expectedDigest) return reviewed.dangers.length === 0 ? 0 : 3;
  process.stderr.write(
    `This plan is not the one that was reviewed: its digest is ${reviewed.digest}, expected ${expectedDigest}.\n` +
      'The deployed resources or the code have changed since the review. Plan and review again.\n',
  );
  return 4;
}

async function contentOf(file: string): Promise<string> {
  try {
    return decoded(await readFile(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new NotAPlanError(`${file} cannot be read: ${reason}.`);
  }
}

/** A shell of Windows may write UTF-16, or a byte order mark, into the file that it redirects Terraform's output to. */
function decoded(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}
