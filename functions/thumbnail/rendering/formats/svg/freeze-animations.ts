import { applyEdits } from './apply-edits.ts';
import { attributeOf, type Tag, tagsOf } from './tags-of.ts';
import { undrawn } from './undrawn.ts';

interface Change {
  attribute: string;
  value: string;
}

/** The attributes that are CSS properties, too, so that a rule would override the attribute. */
const properties = /^(?:fill|stroke|color|opacity|visibility|display|(?:fill|stroke|stop|flood)-[a-z-]+)$/;
const animating = /^animate(?:transform|motion)?$/;
/** Animations whose end depends on another element, or on where they begin. */
const unresolved = /\s(?:[\w-]+:)?href\s*=|\sby\s*=|\s(?:additive|accumulate)\s*=\s*["']sum/;
const moment = /^\s*[\d.]+(?:ms|s|min|h)?\s*$/;

/**
 * Gives the elements that `animate`, `animateTransform` and `set` change the values that remain at the end. Endless animations are left
 * out.
 *
 * @throws {Rejection} when the value that remains is unknown
 */
export function freezeAnimations(svg: string): string {
  if (!/<(?:[\w-]+:)?(?:animate(?:Transform|Motion)?|set)\s/.test(svg)) return svg;
  const changes = new Map<Tag, Change[]>();
  const open: Tag[] = [];
  for (const tag of tagsOf(svg)) {
    const parent = open.at(-1);
    const change = parent && tag.kind !== 'close' ? changeBy(tag) : undefined;
    if (parent && change) changes.set(parent, [...(changes.get(parent) ?? []), change]);
    if (tag.kind === 'open') open.push(tag);
    if (tag.kind === 'close') open.pop();
  }
  const edits = [...changes]
    .sort(([one], [other]) => one.at - other.at)
    .map(([{ at, end }, own]) => ({ at, end, text: own.reduce(changed, svg.slice(at, end)) }));
  return applyEdits(svg, edits);
}

function changeBy(tag: Tag): Change | undefined {
  const isFrozen = attributeOf(tag, 'fill') === 'freeze' && attributeOf(tag, 'repeatCount') !== 'indefinite';
  const remains =
    tag.name === 'set' ? isFrozen || attributeOf(tag, 'dur') === undefined : animating.test(tag.name) && isFrozen;
  if (!remains || !moment.test(attributeOf(tag, 'begin') ?? '0')) return undefined;
  if (tag.name === 'animatemotion' || unresolved.test(tag.attributes))
    throw undrawn('an animation that ends elsewhere');
  const attribute = attributeOf(tag, 'attributeName');
  const value = (
    attributeOf(tag, 'values')
      ?.split(';')
      .findLast((text) => text.trim() !== '') ?? attributeOf(tag, 'to')
  )?.trim();
  if (!attribute || !value) return undefined;
  return { attribute, value: tag.name === 'animatetransform' ? `${attributeOf(tag, 'type')}(${value})` : value };
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
