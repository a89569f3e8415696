import { countOf } from '../../cli/count-of.ts';
import { details, joined, Markdown, markdown } from '../markdown.ts';
import type { Action } from '../plan.ts';
import type { ResourceChange } from '../resource-change.ts';
import type { Review } from '../review.ts';
import type { Danger } from '../rules/dangers.ts';
import { differences } from './difference.ts';
import { diff, differenceLines, resourceMarkdown } from './resource-markdown.ts';

/** The max share of the report for dangers, and of the rest for actions: they come first, and yet leave room for the changes. */
const maxShareOfFirst = 1 / 3;
/** The max resources of a section that is not folded. */
const maxUnfolded = 8;
/** The max names in the heading. */
const maxNames = 4;

interface Section {
  title: string;
  has: (change: ResourceChange) => boolean;
  /** Folded however short it is: read when there is time. */
  isFolded?: boolean;
}

const did = (action: Action) => (change: ResourceChange) => change.action === action;
const isMoved = ({ previousAddress, importId }: ResourceChange) => (previousAddress ?? importId) !== undefined;

/** The hardest to undo first. */
const sections: Section[] = [
  { title: 'destroyed', has: did('destroy') },
  { title: 'replaced', has: did('replace') },
  { title: 'recreated, with the old ones left unmanaged', has: did('abandon') },
  { title: 'changed', has: did('update') },
  { title: 'moved or imported', has: (change) => change.action === 'keep' && isMoved(change) },
  { title: 'no longer managed, left as they are', has: did('forget') },
  { title: 'created', has: did('create'), isFolded: true },
];

/** Returns a review as Markdown of about `characters` characters at most. */
export function report(review: Review, environment: string | undefined, characters: number): string {
  const parts = [heading(review, environment), ...alerts(review, characters * maxShareOfFirst)];
  const left = () => characters - joined(parts, '\n\n').text.length;
  parts.push(...invoked(review, left() * maxShareOfFirst));
  for (const section of sections) {
    const changes = review.changes.filter(section.has);
    if (changes.length > 0) parts.push(sectionMarkdown(section, changes, left()));
  }
  parts.push(...outputs(review, left()));
  return `${joined(parts, '\n\n').text}\n`;
}

function heading(review: Review, environment: string | undefined): Markdown {
  const summary = summaryOf(review);
  return environment === undefined
    ? markdown`<!-- review-plan -->\n### Plan: ${summary}`
    : markdown`<!-- review-plan: ${new Markdown(environment)} -->\n### Plan for ${environment}: ${summary}`;
}

function summaryOf({ changes, invocations, outputs }: Review): Markdown {
  const counted = [
    ...sections.map(({ title, has }) => ({ title, count: changes.filter(has).length })),
    { title: invocations.length === 1 ? 'action invoked' : 'actions invoked', count: invocations.length },
  ].filter(({ count }) => count > 0);
  if (counted.length > 0) return new Markdown(counted.map(({ title, count }) => `${count} ${title}`).join(', '));
  if (outputs.length === 0) return new Markdown('no resource is changed');
  const names = outputs.slice(0, maxNames).map(({ name }) => markdown`${name}`);
  const more = outputs.length > maxNames ? [markdown`${outputs.length - maxNames} more`] : [];
  return markdown`no resource is changed, only outputs: ${joined([...names, ...more], ', ')}`;
}

/** The configuration of an action may be secret, and is in the plan itself. */
function invoked({ invocations }: Review, budget: number): Markdown[] {
  const lines = invocations.map(({ address, lifecycle_action_trigger: trigger }) => {
    const event = trigger?.action_trigger_event ?? '';
    const resource = trigger?.triggering_resource_address;
    return resource === undefined ? markdown`- ${address}` : markdown`- ${address}, at ${event} of ${resource}`;
  });
  const title = `${lines.length} ${lines.length === 1 ? 'action' : 'actions'} invoked`;
  return lines.length === 0 ? [] : [markdown`#### ${new Markdown(title)}\n\n${fitting(lines, '\n', budget)}`];
}

function outputs({ outputs }: Review, budget: number): Markdown[] {
  if (outputs.length === 0) return [];
  const lines = outputs.flatMap(({ name, before, after }) => differences(before, after, name)).flatMap(differenceLines);
  return [
    details(`${outputs.length} ${outputs.length === 1 ? 'output' : 'outputs'}`, fitting([diff(lines)], '', budget)),
  ];
}

/** A pull request and the command line each have their own way. */
const advice = 'To go on, add a line `Allow: ADDRESS` for each to the description, or use `--allow ADDRESS`';

function alerts({ dangers, allowedDangers, needlessAllowances }: Review, budget: number): Markdown[] {
  const needless = needlessAllowances.map((address) => markdown`- ${address}`);
  return [
    alert('CAUTION', `Dangerous. ${advice}`, dangers.map(dangerLine), budget),
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
  if (isFolded || changes.length > maxUnfolded) return details(heading, content);
  return markdown`#### ${new Markdown(heading)}\n\n${content}`;
}

/** Joins the parts that fit, and says how many do not. */
function fitting(parts: Markdown[], separator: string, budget: number): Markdown {
  let left = budget;
  const count = parts.findIndex(({ text }) => {
    left -= text.length + separator.length;
    return left < 0;
  });
  if (count < 0) return joined(parts, separator);
  const notice = markdown`**Truncated:** ${new Markdown(countOf(parts.length - count, 'more is', 'more are'))} in the plan itself, not here.`;
  return joined([...parts.slice(0, count), notice], separator);
}
