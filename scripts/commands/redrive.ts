import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { escapeControlCharacters } from '../../functions/thumbnail/escape-control-characters.ts';
import { namesOf } from '../../infra/names.ts';
import { interruption } from '../cli/interruption.ts';
import { progressBar } from '../cli/progress-bar.ts';
import { reportProblem } from '../cli/report-problem.ts';
import { environmentSettings } from '../operations/environment-settings.ts';
import { parseRedriveArguments, type RedriveArguments, usage } from '../operations/redrive/arguments.ts';
import type { DeadLetter } from '../operations/redrive/dead-letter.ts';
import { type Redriven, redrive } from '../operations/redrive/redrive.ts';

/** `npm run redrive`. Gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const parsed = parseRedriveArguments(args);
    if (parsed.mode === 'redrive') return await run(parsed);
    process.stdout.write(usage);
    return 0;
  } catch (error) {
    return reportProblem(error, usage);
  }
}

async function run({ environment, dryRun, endpoint }: RedriveArguments & { mode: 'redrive' }): Promise<number> {
  const settings = await environmentSettings(environment);
  const { deadLetterQueue: queueName, function: functionName } = namesOf(settings, '');
  const client = { region: settings.region, ...(endpoint !== undefined && at(endpoint)) };
  const interrupted = interruption();
  const bar = progressBar(1, process.stderr);
  try {
    const redriven = await redrive({
      sqs: new SQSClient(client),
      lambda: new LambdaClient(client),
      queueName,
      functionName,
      dryRun,
      signal: interrupted.signal,
      onProgress: (done, total) => bar.update(done, total),
    });
    bar.end();
    process.stdout.write(`${summaryOf(redriven, dryRun)}\n`);
    return interrupted.exitCode || (redriven.unreadable.length > 0 ? 1 : 0);
  } catch (error) {
    const place = `${settings.region}${endpoint === undefined ? '' : ` at ${endpoint}`}`;
    const hint = `Is ${environment} deployed there, and are these the credentials of its account?`;
    throw new Error(`${queueName} in ${place}: ${error instanceof Error ? error.message : error}\n${hint}`, {
      cause: error,
    });
  } finally {
    bar.end();
  }
}

/** The local AWS asks for credentials, and does not look at them. */
function at(endpoint: string) {
  const isLocal = ['127.0.0.1', 'localhost'].includes(new URL(endpoint).hostname);
  return { endpoint, ...(isLocal && { credentials: { accessKeyId: 'developer', secretAccessKey: 'any' } }) };
}

/** What was sent, by cause, and what is left. */
function summaryOf({ sent, unreadable, newer }: Redriven, dryRun: boolean): string {
  const byCause = new Map<string, DeadLetter[]>();
  for (const letter of sent) byCause.set(letter.cause, [...(byCause.get(letter.cause) ?? []), letter]);
  return [
    `${sent.length} ${dryRun ? 'would be sent' : 'sent'}`,
    ...[...byCause].map(
      ([cause, letters]) => `  ${letters.length} ${escapeControlCharacters(cause)}: ${someKeys(letters)}`,
    ),
    ...(newer > 0 ? [`${newer} left, which came in meanwhile: run it again, once their cause is mended`] : []),
    ...unreadable.map((id) => `1 left, which is no event that failed: message ${id}`),
  ].join('\n');
}

function someKeys(letters: readonly DeadLetter[]): string {
  const keys = [...new Set(letters.flatMap((letter) => letter.keys))];
  const shown = keys.slice(0, 3).map(escapeControlCharacters).join(', ') || 'no keys';
  return keys.length > 3 ? `${shown} and ${keys.length - 3} more` : shown;
}
