import { attributeOf, type Tag, tagsOf } from './tags-of.ts';

interface Change {
  attribute: string;
  value: string;
}

/** The attributes that are CSS properties, too, so that a rule would override the attribute. */
const properties = /^(?:fill|stroke|color|opacity|visibility|display|(?:fill|stroke|stop|flood)-[a-z-]+)$/;
const moment = /^\s*[\d.]+(?:ms|s|min|h)?\s*$/;

/** Gives the elements that `animate` and `set` change the values that remain at the end. Endless animations are left out. */
export function freezeAnimations(svg: string): string {
  if (!/<(?:[\w-]+:)?(?:animate|set)\s/.test(svg)) return svg;
  const changes = new Map<Tag, Change[]>();
  const open: Tag[] = [];
  for (const tag of tagsOf(svg)) {
    const parent = open.at(-1);
    const change = parent && tag.kind !== 'close' ? changeBy(tag) : undefined;
    if (parent && change) changes.set(parent, [...(changes.get(parent) ?? []), change]);
    if (tag.kind === 'open') open.push(tag);
    if (tag.kind === 'close') open.pop();
  }
  const parts: string[] = [];
  let reached = 0;
  for (const [parent, own] of [...changes].sort(([one], [other]) => one.at - other.at)) {
    parts.push(svg.slice(reached, parent.at), own.reduce(changed, svg.slice(parent.at, parent.end)));
    reached = parent.end;
  }
  return parts.join('') + svg.slice(reached);
}

function changeBy(tag: Tag): Change | undefined {
  const isFrozen = attributeOf(tag, 'fill') === 'freeze' && attributeOf(tag, 'repeatCount') !== 'indefinite';
  const remains =
    tag.name === 'set' ? isFrozen || attributeOf(tag, 'dur') === undefined : tag.name === 'animate' && isFrozen;
  if (!remains || !moment.test(attributeOf(tag, 'begin') ?? '0') || /href\s*=/.test(tag.attributes)) return undefined;
  const attribute = attributeOf(tag, 'attributeName');
  const value = (
    attributeOf(tag, 'values')
      ?.split(';')
      .findLast((text) => text.trim() !== '') ?? attributeOf(tag, 'to')
  )?.trim();
  return attribute && value ? { attribute, value } : undefined;
}

function changed(tag: string, { attribute, value }: Change): string {
  const isProperty = properties.test(attribute);
  const name = isProperty ? 'style' : attribute;
  const former = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  const [, double = '', single = double] = former.exec(tag) ?? [];
  const text = isProperty ? `${single};${attribute}:${value}`.replace(/^;/, '') : value;
  const quoted = ` ${name}="${text.replaceAll('"', "'")}"`;
  return former.test(tag) ? tag.replace(former, () => quoted) : tag.replace(/(?=\/?>$)/, () => quoted);
}
