import type { KeyEvent } from './key-event.ts';
import { addEvent, type Card, cardOf, emptyHistory, type KeyHistory } from './key-history.ts';

/** An object of the source bucket as it is now. */
export interface SourceObject {
  key: string;
  /** Bytes. */
  size: number;
  etag: string;
  /** ISO 8601. */
  lastModified: string;
}

/** The histories of all keys of the source bucket. */
export interface Board {
  add(event: KeyEvent): void;
  card(key: string): Card | undefined;
  /** Returns the newest cards, and the number of all. */
  newest(max: number): { cards: Card[]; total: number };
  events(key: string): readonly KeyEvent[];
  /** Returns how many keys wait for an outcome. */
  pending(): number;
  /** Makes the histories agree with the objects that exist, and returns all events. */
  reconcile(objects: Iterable<SourceObject>): KeyEvent[];
}

/** @param earlier events of an earlier run. None of them is pending any more: Lambda's queue announces those again. */
export function createBoard(earlier: readonly KeyEvent[]): Board {
  const histories = new Map<string, KeyHistory>();

  function add(event: KeyEvent): void {
    const history = histories.get(event.key) ?? emptyHistory(event.key);
    // The latest key comes last.
    if (event.type === 'uploaded') histories.delete(event.key);
    histories.set(event.key, history);
    addEvent(history, event);
  }

  for (const event of earlier) add(event);
  for (const { pending } of histories.values()) pending.clear();

  return {
    add,
    card(key) {
      const history = histories.get(key);
      return history && cardOf(history);
    },
    newest(max) {
      const newest = [...histories.values()].slice(-max).reverse();
      return { cards: newest.map(cardOf), total: histories.size };
    },
    events: (key) => histories.get(key)?.events ?? [],
    pending: () => [...histories.values()].filter(({ pending }) => pending.size > 0).length,
    reconcile(objects) {
      const existing = new Map([...objects].map((it) => [it.key, it]));
      for (const { key, pending } of [...histories.values()]) {
        if (!existing.has(key) && pending.size === 0) histories.delete(key);
      }
      for (const { key, size: bytes, etag, lastModified } of existing.values()) {
        if (histories.get(key)?.upload?.etag === etag) continue;
        add({ type: 'uploaded', key, at: Date.parse(lastModified), bytes, etag });
      }
      return [...histories.values()].flatMap(({ events }) => events);
    },
  };
}
