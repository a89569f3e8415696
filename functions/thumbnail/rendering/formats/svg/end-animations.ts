import { cssRules } from './css-rules.ts';
import { rewriteStyleSheets } from './style-sheets.ts';
import { undrawn } from './undrawn.ts';

const keyframes = /^@(?:-webkit-)?keyframes\s+["']?([\w-]+)/i;
const animation = /(?:^|[;\s])animation(?:-name|-fill-mode|-direction|-iteration-count)?\s*:([^;]*)/gi;

/**
 * Gives the elements that CSS animates the style that remains at the end: many are invisible until their animation ends. Endless
 * animations are left out.
 *
 * @throws {Rejection} when an animation runs backwards
 */
export function endAnimations(svg: string): string {
  return rewriteStyleSheets(svg, ({ css }) => {
    if (!/@(?:-webkit-)?keyframes/i.test(css)) return undefined;
    const rules = cssRules(css);
    const endings = new Map(rules.flatMap(({ selector, body }) => endingOf(selector, body)));
    return rules.map(({ selector, body }) => `${selector}{${body}${remainingStyle(body, endings)}}`).join('\n');
  });
}

function endingOf(selector: string, body: string): Array<[name: string, style: string]> {
  const [, name] = keyframes.exec(selector) ?? [];
  const last = cssRules(body).findLast((frame) =>
    frame.selector.split(',').some((at) => /^\s*(?:to|100%)\s*$/i.test(at)),
  );
  return name && last ? [[name, last.body]] : [];
}

function remainingStyle(body: string, endings: ReadonlyMap<string, string>): string {
  const words = [...body.matchAll(animation)].flatMap(([, value = '']) => value.trim().split(/[\s,]+/));
  if (!words.some((word) => word === 'forwards' || word === 'both') || words.includes('infinite')) return '';
  if (words.some((word) => /^(?:alternate|reverse)/.test(word))) throw undrawn('an animation that runs backwards');
  return words.flatMap((word) => (endings.has(word) ? `;${endings.get(word)}` : [])).join('');
}
