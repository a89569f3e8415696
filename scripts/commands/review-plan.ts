import { readFile } from 'node:fs/promises';
import { reportProblem } from '../cli/report-problem.ts';
import { parseReviewArguments, usage } from '../review-plan/arguments.ts';
import { NotAPlanError, parsePlan } from '../review-plan/plan.ts';
import { report } from '../review-plan/report.ts';
import { review } from '../review-plan/review.ts';

/** `npm run review-plan`: what a reviewer has to know of a plan, as Markdown. Gives the exit code that `usage` explains. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const parsed = parseReviewArguments(args);
    if (parsed.mode === 'help') {
      process.stdout.write(usage);
      return 0;
    }
    const reviewed = review(parsePlan(await contentOf(parsed.file)), parsed.allowed);
    process.stdout.write(report(reviewed, parsed.environment, parsed.characters));
    return reviewed.dangers.length === 0 ? 0 : 3;
  } catch (error) {
    const code = reportProblem(error, usage);
    return error instanceof NotAPlanError ? 2 : code;
  }
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new NotAPlanError(`${file} cannot be read: ${reason}.`);
  }
}
