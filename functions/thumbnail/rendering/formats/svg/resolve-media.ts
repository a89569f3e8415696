import { cssRules } from './css-rules.ts';
import { selectorsOf } from './selectors-of.ts';
import { rewriteStyleSheets } from './style-sheets.ts';

/** The parts of media queries that hold for an image on a screen. Light is the default of browsers. */
const holding =
  /^(?:(?:only\s+)?(?:all|screen)|\(prefers-color-scheme:\s*light\)|\((?:prefers-reduced-motion|prefers-contrast):\s*no-preference\))$/;
const failing =
  /^(?:(?:only\s+)?(?:print|speech)|not\s+(?:all|screen)|\(prefers-color-scheme:\s*dark\)|\(prefers-reduced-motion(?::\s*reduce)?\)|\(prefers-contrast:\s*more\)|\(forced-colors:\s*active\))$/;

/** A condition that only Firefox meets. */
const firefox = /^@supports\s*\(\s*-moz-[\w-]+\s*:[^()]*\)$/i;
/** The states that an element of an image never has. */
const states = /:(?:hover|focus|active|target|checked|visited|disabled)\b/;

/**
 * Resolves the media queries in the style sheets of an SVG, and the selectors of states, such as `:hover`: librsvg would leave out all
 * their rules. Queries that depend on the size or are unknown stay.
 */
export function resolveMedia(svg: string): string {
  return rewriteStyleSheets(svg, ({ css, media }) => {
    if (applies(media) === false) return '';
    return /@(?:media|supports)/i.test(css) || states.test(css) ? flattened(css) : undefined;
  });
}

function flattened(css: string): string {
  return cssRules(css)
    .map(({ selector, body }) => {
      const [, query] = /^@media\b(.*)/is.exec(selector) ?? [];
      // An empty query always holds.
      const isShown = firefox.test(selector) ? false : query === undefined ? undefined : applies(query || 'all');
      if (isShown !== undefined) return isShown ? flattened(body) : '';
      const possible = selector.startsWith('@') ? selector : withoutStates(selector);
      return possible ? `${possible}{${body}}` : '';
    })
    .join('\n');
}

/** Returns the selectors of a list that can match in an image; librsvg would ignore the whole list. */
function withoutStates(selectors: string): string {
  const always = selectors.replaceAll(/:not\(\s*:[\w-]+\s*\)/g, (negated) => (states.test(negated) ? '' : negated));
  return selectorsOf(always)
    .filter((selector) => !states.test(selector))
    .join(',');
}

/** Whether a media query holds; undefined when that is unknown. */
function applies(query: string): boolean | undefined {
  const alternatives = query.split(',').map((alternative) => {
    const parts = alternative
      .trim()
      .toLowerCase()
      .split(/\s+and\s+/);
    if (parts.some((part) => failing.test(part))) return false;
    return parts.every((part) => holding.test(part)) ? true : undefined;
  });
  if (alternatives.includes(true)) return true;
  return alternatives.includes(undefined) ? undefined : false;
}
