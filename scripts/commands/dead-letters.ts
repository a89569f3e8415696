import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { escapeControlCharacters } from '../../functions/thumbnail/escape-control-characters.ts';
import { defineCommand } from '../cli/command.ts';
import { flag, value } from '../cli/options.ts';
import { progressBar } from '../cli/progress-bar.ts';
import { UsageError } from '../cli/usage-error.ts';
import { whereTyped } from '../cli/where-typed.ts';
import { describeLetter, describeLetters } from '../operations/dead-letters/describe-letters.ts';
import { letterOptions } from '../operations/dead-letters/letter-filter.ts';
import { openMessageQueue } from '../operations/dead-letters/message-queue.ts';
import { readLetters } from '../operations/dead-letters/read-letters.ts';
import { environmentOptions, withEnvironment } from '../operations/open-environment.ts';

const actions = ['list', 'show', 'discard'] as const;

export const command = defineCommand({
  summary: 'List, show or discard the events in the dead-letter queue of an environment.',
  usage: [
    'npm run dead-letters -- list|show|discard --env NAME [--code CODE] [--prefix P] [--since DATE] [--id ID] [--all] [--out FILE]',
  ],
  description: `list prints the events by cause, and show each of them with its reason. discard writes the messages to a file, as they are, and
only then deletes them. The options select messages; discard needs one of them, or --all.

A message that is not a failed event is listed too, and does not hold up the others. Nobody else sees the messages while the
command reads them.

It uses the credentials that the AWS CLI would use, and needs sqs:GetQueueUrl, sqs:GetQueueAttributes, sqs:ReceiveMessage and
sqs:ChangeMessageVisibility; to discard, sqs:DeleteMessage.`,
  options: {
    ...environmentOptions,
    ...letterOptions,
    id: value('ID', 'only the message with this id, which show prints', z.string().optional()),
    all: flag('discard every message'),
    out: value(
      'FILE',
      'the new file that discard writes (default dead-letters-NAME-TIME.jsonl)',
      z.string().optional(),
    ),
  },
  positionals: { placeholder: 'list|show|discard', description: 'what to do', min: 1, max: 1 },
  examples: {
    'npm run dead-letters -- list --env prod': 'how many events failed, and why',
    'npm run dead-letters -- discard --env prod --code archived-object': 'gives up those of archived objects',
  },
  exitCodes: { 0: 'done', 1: 'AWS refused, or the file could not be written' },
  run: ({ code, prefix, since, id, all, out, ...place }, { positionals: [typed], signal }) => {
    const action = actions.find((each) => each === typed);
    if (!action) throw new UsageError(`${JSON.stringify(typed)} is unknown, expected ${actions.join(', ')}.`);
    const selects = [code, prefix, since, id].some((option) => option !== undefined);
    if (action === 'discard' && selects === all)
      throw new UsageError('discard needs either --code, --prefix, --since or --id, or else --all.');
    return withEnvironment(
      place,
      async ({ names, client }) => {
        const bar = progressBar(1, process.stderr);
        const file = whereTyped(
          out ?? `dead-letters-${place.env}-${new Date().toISOString().replaceAll(':', '')}.jsonl`,
        );
        try {
          const letters = await readLetters({
            queue: await openMessageQueue(new SQSClient(client), names.deadLetterQueue),
            filter: { code, prefix, since, id },
            ...(action === 'discard' && { discardTo: file }),
            signal,
            onProgress: (done, total) => bar.update(done, total),
          });
          bar.end();
          const isDiscarded = action === 'discard' && letters.length > 0;
          const isList = action !== 'show' || letters.length === 0;
          const shown = isList
            ? describeLetters(letters, { functionName: names.function, isSelection: selects })
            : letters.map(describeLetter).join('');
          process.stdout.write(shown);
          if (isDiscarded) process.stdout.write(`Deleted. The messages are in ${escapeControlCharacters(file)}\n`);
          if (signal.aborted) process.stdout.write('Interrupted: there may be more messages.\n');
          signal.throwIfAborted();
          return 0;
        } finally {
          bar.end();
        }
      },
      (names) => names.deadLetterQueue,
    );
  },
});
