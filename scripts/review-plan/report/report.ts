import { details, joined, Markdown, markdown } from '../markdown.ts';
import type { Action } from '../plan.ts';
import type { ResourceChange } from '../resource-change.ts';
import type { Review } from '../review.ts';
import type { Danger } from '../rules/dangers.ts';
import { resourceMarkdown } from './resource-markdown.ts';

/** Dangers come first, and yet leave some of the report for what is changed. */
const mostOfDangers = 1 / 3;
/** A section with more resources than these is folded. */
const mostUnfolded = 8;

interface Section {
  title: string;
  has: (change: ResourceChange) => boolean;
  /** Folded however short it is: read when there is time. */
  isFolded?: boolean;
}

const did = (action: Action) => (change: ResourceChange) => change.action === action;
const isMoved = ({ previousAddress, importId }: ResourceChange) => (previousAddress ?? importId) !== undefined;

/** What is hardest to undo first. */
const sections: Section[] = [
  { title: 'destroyed', has: did('destroy') },
  { title: 'replaced', has: did('replace') },
  { title: 'created anew, the old one left unmanaged', has: did('abandon') },
  { title: 'changed', has: did('update') },
  { title: 'moved or imported', has: (change) => change.action === 'keep' && isMoved(change) },
  { title: 'no longer managed, left as they are', has: did('forget') },
  { title: 'created', has: did('create'), isFolded: true },
];

/** What is said of a plan, as Markdown of about so many characters at the most. */
export function report(review: Review, environment: string | undefined, characters: number): string {
  const parts = [heading(review, environment), ...alerts(review, characters * mostOfDangers)];
  for (const section of sections) {
    const changes = review.changes.filter(section.has);
    if (changes.length > 0)
      parts.push(sectionMarkdown(section, changes, characters - joined(parts, '\n\n').text.length));
  }
  return `${joined(parts, '\n\n').text}\n`;
}

function heading({ changes }: Review, environment: string | undefined): Markdown {
  const counts = sections.flatMap(({ title, has }) => {
    const count = changes.filter(has).length;
    return count > 0 ? [`${count} ${title}`] : [];
  });
  const summary = new Markdown(counts.join(', ') || 'no resource is changed');
  return environment === undefined
    ? markdown`<!-- review-plan -->\n### Plan: ${summary}`
    : markdown`<!-- review-plan: ${new Markdown(environment)} -->\n### Plan for ${environment}: ${summary}`;
}

/** A pull request and the command line each have a way of their own. */
const advice = 'to go on, write a line `Allow: ADDRESS` for each into the description, or give `--allow ADDRESS`';

function alerts({ dangers, allowedDangers, needlessAllowances }: Review, budget: number): Markdown[] {
  const needless = needlessAllowances.map((address) => markdown`- ${address}`);
  return [
    alert('CAUTION', `Dangerous; ${advice}`, dangers.map(dangerLine), budget),
    alert('WARNING', 'Dangerous, and allowed', allowedDangers.map(dangerLine), budget),
    alert('NOTE', 'Allowed, but nothing is dangerous about', needless, budget),
  ].flat();
}

function dangerLine({ address, message }: Danger): Markdown {
  return markdown`- ${address} ${message}`;
}

/** A coloured box: https://docs.github.com/en/get-started/writing-on-github (Basic writing and formatting syntax, Alerts) */
function alert(kind: 'CAUTION' | 'WARNING' | 'NOTE', title: string, lines: Markdown[], budget: number): Markdown[] {
  if (lines.length === 0) return [];
  const list = fitting(lines, '\n', budget).text.replaceAll('\n', '\n> ');
  return [new Markdown(`> [!${kind}]\n> **${title}:**\n>\n> ${list}`)];
}

function sectionMarkdown({ title, isFolded }: Section, changes: ResourceChange[], budget: number): Markdown {
  const content = fitting(changes.map(resourceMarkdown), '\n\n', budget);
  const heading = `${changes.length} ${title}`;
  if (isFolded || changes.length > mostUnfolded) return details(heading, content);
  return markdown`#### ${new Markdown(heading)}\n\n${content}`;
}

/** The parts, joined, as far as they fit, and how many do not. */
function fitting(parts: Markdown[], separator: string, budget: number): Markdown {
  let left = budget;
  const count = parts.findIndex(({ text }) => {
    left -= text.length + separator.length;
    return left < 0;
  });
  if (count < 0) return joined(parts, separator);
  const notice = markdown`**Truncated:** ${parts.length - count} more are in the plan itself, not here.`;
  return joined([...parts.slice(0, count), notice], separator);
}
