import type { KeyEvent } from '../key-event.ts';
import type { Card as ServerCard } from '../key-history.ts';
import type { Letters } from '../letter.ts';

export type { KeyEvent, Letters };

/** A card of the server, or of an upload that the server does not know yet. */
export interface Card extends Omit<ServerCard, 'state'> {
  state: ServerCard['state'] | 'uploading' | 'refused';
}

/** The data of the server's events: everything, or what has changed. */
export interface Changes {
  cards?: Card[];
  total?: number;
  letters?: Letters;
  lines?: string[];
}
