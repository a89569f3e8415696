import type { Board } from './board.ts';
import type { Card } from './key-history.ts';
import type { Letters } from './letter.ts';
import type { LogTail } from './log-tail.ts';

/** The cards that a page gets when it opens. */
const maxCards = 1000;

/** The state that pages show, and what has changed of it since they were told. */
export interface LiveState {
  touch(key: string): void;
  /** Remembers the letters, and returns whether they are others than before. */
  setLetters(letters: Letters): boolean;
  whole(): { cards: Card[]; total: number; letters: Letters; lines: readonly string[] };
  changes(): { cards?: Card[]; letters?: Letters; lines?: string[] } | undefined;
}

export function createLiveState(board: Board, log: LogTail): LiveState {
  const touched = new Set<string>();
  let letters: Letters = { letters: [], total: 0 };
  let haveLettersChanged = false;
  return {
    touch: (key) => void touched.add(key),
    setLetters(next) {
      const isSame = JSON.stringify(next) === JSON.stringify(letters);
      letters = next;
      haveLettersChanged ||= !isSame;
      return !isSame;
    },
    whole: () => ({ ...board.newest(maxCards), letters, lines: log.all() }),
    changes() {
      const cards = [...touched].flatMap((key) => board.card(key) ?? []);
      const lines = log.takeNew();
      const changes = {
        ...(cards.length > 0 && { cards }),
        ...(lines.length > 0 && { lines }),
        ...(haveLettersChanged && { letters }),
      };
      touched.clear();
      haveLettersChanged = false;
      return Object.keys(changes).length > 0 ? changes : undefined;
    },
  };
}
