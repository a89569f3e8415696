import type { KeyEvent } from './key-event.ts';

/** The events that are kept of one key: more than ten uploads. */
const maxEvents = 50;

type Upload = Extract<KeyEvent, { type: 'uploaded' }>;
type Outcome = Extract<KeyEvent, { type: 'outcome' }>;

/** The events of one key, and what follows from them. */
export interface KeyHistory {
  key: string;
  events: KeyEvent[];
  /** The latest upload; undefined when the object was deleted. */
  upload: Upload | undefined;
  /** The events that are not done, by their request id, each with the number of its attempt, which is 0 before the first. */
  pending: Map<string, number>;
  /** The latest outcome since the object last changed. */
  outcome: Outcome | undefined;
}

/** The state of one key, as the page shows it. */
export interface Card {
  key: string;
  /** `unnoticed` means that no event is pending, and none has brought an outcome. */
  state: 'waiting' | 'processing' | 'unnoticed' | Outcome['result'];
  /** The number of the running attempt. */
  attempt?: number;
  /** The object in the source bucket, unless it was deleted. */
  source?: { bytes: number; etag: string };
  /** Milliseconds since 1970 of the latest event. */
  at: number;
  ms?: number;
  code?: string;
  reason?: string;
  thumbnails?: NonNullable<Outcome['thumbnails']>;
}

export function emptyHistory(key: string): KeyHistory {
  return { key, events: [], upload: undefined, pending: new Map(), outcome: undefined };
}

/** Adds an event to the history of its key. */
export function addEvent(history: KeyHistory, event: KeyEvent): void {
  history.events.push(event);
  if (history.events.length > maxEvents) history.events.shift();
  switch (event.type) {
    case 'uploaded':
    case 'deleted':
      history.upload = event.type === 'uploaded' ? event : undefined;
      history.outcome = undefined;
      return;
    case 'queued':
      history.pending.set(event.requestId, 0);
      return;
    case 'attempt':
      history.pending.set(event.requestId, event.attempt);
      return;
    case 'outcome':
      history.pending.delete(event.requestId);
      history.outcome = event;
  }
}

export function cardOf({ key, events, upload, pending, outcome }: KeyHistory): Card {
  const source = upload && { source: { bytes: upload.bytes, etag: upload.etag } };
  const common = { key, at: events.at(-1)?.at ?? 0, ...source };
  const attempt = Math.max(...pending.values());
  if (pending.size > 0)
    return { ...common, ...(attempt > 0 ? { state: 'processing', attempt } : { state: 'waiting' }) };
  if (!outcome) return { ...common, state: upload ? 'unnoticed' : 'removed' };
  const { result: state, ms, code, reason, thumbnails } = outcome;
  return { ...common, state, ms, ...(code && { code }), ...(reason && { reason }), ...(thumbnails && { thumbnails }) };
}
