import { isDeepStrictEqual } from 'node:util';
import { countOf } from '../../cli/count-of.ts';
import { codeBlock, joined, Markdown, markdown } from '../markdown.ts';
import type { ResourceChange } from '../resource-change.ts';
import { shortened, shown, shownChange } from '../shown.ts';
import { unknown } from '../values.ts';
import { type Difference, differences } from './difference.ts';

/** The max lines of one resource; more than that is read in the plan itself. */
const maxLines = 60;
/** The max characters of a line. */
const maxLine = 400;

const reasons = new Map([
  ['replace_because_tainted', 'it was left half made'],
  ['replace_by_request', 'it was asked for'],
  ['replace_by_triggers', 'what triggers it has changed'],
  ['delete_because_no_resource_config', 'the configuration no longer has it'],
]);

/** Returns one resource with the attributes that a plan changes. */
export function resourceMarkdown(change: ResourceChange): Markdown {
  const title = markdown`**${change.address}**${joined(remarks(change), '')}`;
  const lines = change.after === undefined ? [] : attributeLines(change);
  if (lines.length === 0 && change.action === 'update') return markdown`${title}: nothing that is known before apply`;
  if (lines.length === 0) return title;
  return markdown`${title}\n${diff(lines)}`;
}

/** Returns lines that begin with `-` and `+` as a block, in which a reader sees their colours. */
export function diff(lines: string[]): Markdown {
  const more = lines.length - maxLines;
  const shownLines = more > 0 ? [...lines.slice(0, maxLines), `# and ${countOf(more, 'more line')}`] : lines;
  return codeBlock(
    'diff',
    shownLines.map((line) => shortened(line, maxLine)),
  );
}

/** Returns a difference as up to two lines. */
export function differenceLines({ path, before, after }: Difference): string[] {
  const change = shownChange(before, after);
  return [
    ...(before === undefined || before === null ? [] : [`- ${path} = ${change.before}`]),
    ...(after === undefined || after === null ? [] : [`+ ${path} = ${change.after}`]),
  ];
}

function remarks({ reason = '', replacedFor, previousAddress, importId }: ResourceChange): Markdown[] {
  const forcedBy = joined(
    replacedFor.map((name) => markdown`${name}`),
    ', ',
  );
  const why = reasons.get(reason);
  return [
    ...(replacedFor.length > 0 ? [markdown`, forced by ${forcedBy}`] : []),
    ...(why === undefined ? [] : [markdown`, because ${new Markdown(why)}`]),
    ...(previousAddress === undefined ? [] : [markdown`, moved from ${previousAddress}`]),
    ...(importId === undefined ? [] : [markdown`, imported as ${importId || shown(unknown)}`]),
  ];
}

function attributeLines({ action, before, after }: ResourceChange): string[] {
  const all = withoutInheritedTags(differences(action === 'create' ? undefined : before, after));
  // A new resource has dozens of attributes that AWS determines.
  const isNoise = ({ after }: Difference) => action !== 'update' && after === unknown;
  const later = all.filter(isNoise).map(({ path }) => path);
  return [
    ...all.filter((difference) => !isNoise(difference)).flatMap(differenceLines),
    ...(later.length > 0 ? [`# known after apply: ${later.join(', ')}`] : []),
  ];
}

/** Removes the tags that `tags_all` repeats, next to those of the provider. */
function withoutInheritedTags(all: Difference[]): Difference[] {
  return all.filter(({ path, ...difference }) => {
    const own = path.replace(/^tags_all\./, 'tags.');
    return own === path || !all.some((other) => isDeepStrictEqual(other, { path: own, ...difference }));
  });
}
