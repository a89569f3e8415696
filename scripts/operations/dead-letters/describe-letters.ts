import { escapeControlCharacters } from '../../../functions/thumbnail/escape-control-characters.ts';
import { countOf } from '../../cli/count-of.ts';
import type { ReceivedLetter } from './dead-letter.ts';

const notAnEvent = 'not a failed event';

/**
 * Returns how many letters there are, by cause, with the times of the first and the last.
 *
 * @param options.functionName the expected function. Letters of other functions are counted by function.
 * @param options.isSelection whether the options may have left out letters
 */
export function describeLetters(
  letters: readonly ReceivedLetter[],
  { functionName, isSelection }: { functionName: string; isSelection: boolean },
): string {
  const byCause = new Map<string, ReceivedLetter[]>();
  for (const each of letters) {
    const { cause = notAnEvent, functionName: failed = functionName } = each.letter ?? {};
    const group = failed === functionName ? cause : `${cause}, of another function: ${failed}`;
    byCause.set(group, [...(byCause.get(group) ?? []), each]);
  }
  const lines = [...byCause].map(([cause, those]) => {
    const times = those.map(({ sentAt }) => sentAt.toISOString()).sort();
    return `  ${those.length} ${cause}, from ${times[0]} to ${times.at(-1)}`;
  });
  const total = `${countOf(letters.length, 'message')}${isSelection ? ' that the options select' : ''}`;
  return `${[total, ...lines].map(escapeControlCharacters).join('\n')}\n`;
}

/** Returns all that is known of a letter, except its event. */
export function describeLetter({ id, sentAt, letter }: ReceivedLetter): string {
  const lines = [
    `${sentAt.toISOString()}  ${letter?.cause ?? notAnEvent}  ${id}`,
    ...(letter?.functionName === undefined ? [] : [`  function ${letter.functionName}`]),
    ...(letter?.keys ?? []).map((key) => `  key ${key}`),
    ...(letter?.reason === undefined ? [] : [`  ${letter.reason}`]),
  ];
  return `${lines.map(escapeControlCharacters).join('\n')}\n`;
}
