import { partitionOf } from '../partition-of.ts';
import { type Problem, rule } from './rule.ts';

/** Reports settings that notify nobody, or that exclude each other. */
export const alarmsAreHeard = rule(['region', 'alarms'], ({ region, alarms }) => {
  const { enabled, emails, page, ticket, key } = alarms;
  const problem = (expected: string): Problem[] => [{ setting: 'alarms', expected }];
  const topics = [page, ticket].filter((topic) => topic !== undefined);
  if (!enabled && emails.length + topics.length > 0) {
    return problem('no emails and topics when alarms are disabled, or enabled: true');
  }
  if (topics.length === 0) return [];
  if (topics.length === 1) return problem('both page and ticket: they can be the same topic');
  const prefix = `arn:${partitionOf(region)}:sns:${region}:`;
  return [
    ...(topics.every((topic) => topic.startsWith(prefix))
      ? []
      : problem(`page and ticket to begin with "${prefix}", since alarms notify topics of their own region`)),
    ...(emails.length > 0 ? problem('no emails beside page and ticket: subscribe the addresses to your topics') : []),
    ...(key === undefined ? [] : problem('no key beside page and ticket: your topics have keys of their own')),
  ];
});
