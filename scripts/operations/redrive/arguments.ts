import { parseOptions } from '../../cli/parse-options.ts';
import { UsageError } from '../../cli/usage-error.ts';

export const usage = `Usage:
  npm run redrive -- --env NAME [--dry-run] [--endpoint-url URL]
      Sends every event in the dead-letter queue of an environment to its function again. A message is deleted once its
      event was accepted, so that it may be interrupted, and run twice. Events that fail while it runs are left for the next.

  --env NAME           the environment, as infra/environments.ts names it
  --dry-run            only say what would be sent, and why it had failed
  --endpoint-url URL   of another AWS than the real one: http://127.0.0.1:4580 is that of npm start
  --help               print this

It takes the credentials that the AWS CLI would take, and needs sqs:GetQueueUrl, sqs:GetQueueAttributes,
sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:DeleteMessage and lambda:InvokeFunction.

Exit codes: 0 everything was sent, 1 something is left that is no event, or AWS refuses, 2 wrong usage, 130 interrupted.
`;

export type RedriveArguments =
  | { mode: 'help' }
  | { mode: 'redrive'; environment: string; dryRun: boolean; endpoint: string | undefined };

/** @throws UsageError */
export function parseRedriveArguments(args: readonly string[]): RedriveArguments {
  const { help, env: environment, 'dry-run': dryRun, 'endpoint-url': endpoint } = parse(args);
  if (help) return { mode: 'help' };
  if (!environment) throw new UsageError('--env NAME is missing: which environment is meant?');
  if (endpoint !== undefined && !URL.canParse(endpoint)) {
    throw new UsageError(
      `--endpoint-url is ${JSON.stringify(endpoint)}, expected a URL, such as http://127.0.0.1:4580.`,
    );
  }
  return { mode: 'redrive', environment, dryRun, endpoint };
}

function parse(args: readonly string[]) {
  return parseOptions({
    args: [...args],
    options: {
      'dry-run': { type: 'boolean', default: false },
      'endpoint-url': { type: 'string' },
      env: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;
}
