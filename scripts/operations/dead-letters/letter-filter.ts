import * as z from 'zod';
import { value } from '../../cli/options.ts';
import { dateOption } from '../date-option.ts';
import type { ReceivedLetter } from './dead-letter.ts';

/** The options that select dead letters. */
export const letterOptions = {
  code: value('CODE', 'only failures of this code, such as access-denied', z.string().optional()),
  prefix: value('P', 'only events about a key that begins with it', z.string().optional()),
  since: dateOption('only what failed at this time or later'),
};

export interface LetterFilter {
  code?: string | undefined;
  prefix?: string | undefined;
  since?: Date | undefined;
  /** The id of the message. */
  id?: string | undefined;
}

/** Whether a letter is one of those that the options select. A message that cannot be read has no code and no key. */
export function isSelected(
  { id, letter, sentAt }: ReceivedLetter,
  { code, prefix, since, id: wanted = id }: LetterFilter,
): boolean {
  if (id !== wanted) return false;
  if (since && sentAt < since) return false;
  if (code !== undefined && letter?.cause !== code) return false;
  return prefix === undefined || (letter?.keys.some((key) => key.startsWith(prefix)) ?? false);
}
