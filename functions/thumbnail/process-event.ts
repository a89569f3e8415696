import type { Outcome } from './contract/outcome.ts';
import type { Deadline } from './deadline.ts';
import { Failure } from './errors.ts';
import { escapeControlCharacters } from './escape-control-characters.ts';
import { readEvent } from './events.ts';
import { hideKeys } from './log-keys/hide-keys.ts';
import { plainKeys } from './log-keys/log-keys.ts';
import { type OutcomePorts, outcomeOf } from './outcome-of.ts';

const maxToldFailures = 10;
const maxReasonCharacters = 1000;

type Failed = Extract<Outcome, { result: 'failed' }>;

/**
 * Reconciles every object that an event is about, one after the other, and returns one outcome for each record.
 *
 * @param keys how the messages of failures name keys: Lambda logs these messages
 * @throws {Failure} when the event is not an S3 event (`malformed-event`)
 * @throws {Failure} when a record failed, with the code of the first, after all were tried: so Lambda tries the event again
 */
export function processEvent(ports: OutcomePorts, keys = plainKeys) {
  const reconcileRecord = outcomeOf(ports);
  return async function outcomesOf(event: unknown, deadline: Deadline): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const reference of readEvent(event, keys)) outcomes.push(await reconcileRecord(reference, deadline));
    const [failed, ...others] = outcomes.map((it) => hideKeys(it, keys)).filter((it) => it.result === 'failed');
    if (failed) throw new Failure(failed.code, summaryOf([failed, ...others], outcomes.length));
    return outcomes;
  };
}

/**
 * Tells the first failures only. The dead-letter queue receives the event with this message twice, and takes a limited size: an
 * event of 3,000 records would have a message of 768 kB.
 */
function summaryOf(failed: readonly Failed[], records: number): string {
  const told = failed.slice(0, maxToldFailures).map(({ key, code, reason }) => {
    return `${JSON.stringify(key)} (${code}): ${shorten(reason, maxReasonCharacters)}`;
  });
  const rest = failed.length > told.length ? [`and ${failed.length - told.length} more, which are in the log`] : [];
  return escapeControlCharacters(`${failed.length} of ${records} records failed: ${[...told, ...rest].join('; ')}`);
}

function shorten(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)}…`;
}
