import { givenName } from '../settings/bucket-choice.ts';
import { maxPatternCharacters, uploadEventPattern } from '../uploads/event-pattern.ts';
import { triggerOf } from '../uploads/trigger-of.ts';
import { rule } from './rule.ts';

/** Reports a trigger that cannot work with the source bucket. */
export const triggerFits = [
  rule(['trigger', 'sourceBucket'], ({ trigger, sourceBucket }) => {
    if (trigger !== 'eventbridge' || typeof sourceBucket === 'object') return [];
    const because = 'the stack creates the source bucket, whose notifications nothing else needs';
    return [{ setting: 'trigger', expected: `"notification": ${because}` }];
  }),
  rule(['trigger', 'sourceBucket', 'keyFilters', 'mirrorDeletes'], (settings) => {
    if (triggerOf(settings) !== 'eventbridge') return [];
    const bucket = givenName(settings.sourceBucket) ?? '';
    const characters = uploadEventPattern({ ...settings, bucket }).length;
    if (characters <= maxPatternCharacters) return [];
    const because = `the pattern of an EventBridge rule has at most ${maxPatternCharacters} characters, and theirs has ${characters}`;
    return [{ setting: 'keyFilters', expected: `fewer or shorter filters: ${because}` }];
  }),
];
