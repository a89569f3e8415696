import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { KeyOutcome } from '../reconcile-key.ts';

const Page = z.strictObject({
  /** The last key of the page. */
  after: z.string(),
  /** How many of its objects had current thumbnails. */
  current: z.int(),
});
const Line = z.union([Page, KeyOutcome]);

/** The record of what a backfill has done, in a file that survives a `kill -9`: each line is appended as soon as its key is done. */
export interface Journal {
  /** The key that the backfill continues behind; undefined at the start. */
  readonly after: string | undefined;
  /** The keys that are done behind it. */
  readonly done: ReadonlySet<string>;
  /** How many objects had current thumbnails, up to `after`. */
  readonly current: number;
  /** How many keys had each outcome. */
  readonly counts: ReadonlyMap<KeyOutcome['result'], number>;
  record(outcome: KeyOutcome): void;
  /** Notes that every object up to a key is done. */
  finishPage(after: string, current: number): void;
  /** Removes the journal. Returns the file of the keys that were rejected or failed; undefined when there are none. */
  finish(): string | undefined;
}

/**
 * Opens the journal of a backfill, and creates its directory.
 *
 * @param file ends with `.jsonl`
 * @throws {Error} when it is not the journal of a backfill
 */
export function openJournal(file: string): Journal {
  mkdirSync(path.dirname(file), { recursive: true });
  let after: string | undefined;
  let current = 0;
  const done = new Set<string>();
  const counts = new Map<KeyOutcome['result'], number>();
  const problems: KeyOutcome[] = [];

  const apply = (line: z.infer<typeof Line>) => {
    if ('after' in line) {
      after = line.after;
      current += line.current;
      done.clear();
      return;
    }
    done.add(line.key);
    counts.set(line.result, (counts.get(line.result) ?? 0) + 1);
    if (line.result === 'rejected' || line.result === 'failed') problems.push(line);
  };
  const append = (line: z.infer<typeof Line>) => {
    appendFileSync(file, `${JSON.stringify(line)}\n`);
    apply(line);
  };
  for (const line of readLines(file)) apply(line);

  return {
    get after() {
      return after;
    },
    get current() {
      return current;
    },
    done,
    counts,
    record: append,
    finishPage: (after, current) => append({ after, current }),
    finish() {
      const report = file.replace(/\.jsonl$/, '.problems.jsonl');
      rmSync(report, { force: true });
      if (problems.length > 0) writeFileSync(report, problems.map((each) => `${JSON.stringify(each)}\n`).join(''));
      rmSync(file, { force: true });
      return problems.length > 0 ? report : undefined;
    },
  };
}

/** Returns the lines of a journal, and removes a last one that a kill left half written. */
function readLines(file: string): z.infer<typeof Line>[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  try {
    return whole
      .split('\n')
      .slice(0, -1)
      .map((line) => Line.parse(JSON.parse(line)));
  } catch (cause) {
    const advice = 'Remove it to start over: objects with current thumbnails are passed over.';
    throw new Error(`${file} is damaged, or another version wrote it. ${advice}`, { cause });
  }
}
