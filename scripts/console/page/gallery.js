import { sizes, srcset } from '../client/index.js';
import { duration, reasonOf, saved, size, states, stateText } from './words.js';

/** @import { Card } from './types.d.ts' */

/** Objects of the processed bucket are served below this path, as CloudFront does it on AWS. */
export const pipeline = { url: '/_console/processed' };
const shownPixels = 200;

/**
 * @param {string} name
 * @param {Record<string, string>} [properties] of the element, such as `className` and `textContent`
 * @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/**
 * The image of a card, of its smallest thumbnail that is large enough.
 *
 * @param {Card} card
 * @param {NonNullable<Card['thumbnails']>[number]} thumbnail
 */
export function imageOf({ key, source, at }, thumbnail) {
  const { width, height } = thumbnail;
  const image = new Image(width, height);
  image.loading = 'lazy';
  image.decoding = 'async';
  image.alt = `Thumbnail of ${key}`;
  try {
    // The time as well: an edit of the function can make another thumbnail of the same source.
    image.srcset = srcset(pipeline, [thumbnail], `${source?.etag}-${at}`);
    image.sizes = sizes([thumbnail]);
  } catch {
    image.alt = 'Browsers cannot show an object whose key has a part "." or "..".';
  }
  return image;
}

/** @param {(key: string) => void} onOpen called when somebody wants to see the details of a key */
export function createCardView(onOpen) {
  const button = element('button', { type: 'button', className: 'open' });
  const view = element('li', { className: 'card' }, button);
  /** @type {string} */
  let shown = '';
  button.onclick = () => onOpen(view.dataset['key'] ?? '');
  return {
    element: view,
    /** @param {Card} card */
    update(card) {
      const now = JSON.stringify(card);
      if (now === shown) return;
      shown = now;
      view.dataset['key'] = card.key;
      view.dataset['group'] = states[card.state].group;
      button.replaceChildren(pictureOf(card, button.querySelector('img')), captionOf(card));
    },
  };
}

/**
 * @param {Card} card
 * @param {HTMLImageElement | null} earlier stays while its successor is made
 */
function pictureOf(card, earlier) {
  const { thumbnails = [], state, key } = card;
  const large = thumbnails.filter(({ width }) => width >= shownPixels).sort((a, b) => a.width - b.width);
  const [thumbnail = thumbnails[0]] = large;
  const isBusy = states[state].group === 'progress';
  const kept = isBusy && earlier ? [earlier] : [];
  const extension = /\.([^./]{1,5})$/.exec(key)?.[1] ?? '?';
  const placeholder = element('span', { className: 'extension', textContent: extension });
  placeholder.ariaHidden = 'true';
  const image = thumbnail && imageOf(card, thumbnail);
  // The caption names it already.
  if (image?.srcset) image.alt = '';
  const content = image ? [image] : kept.length > 0 ? kept : [placeholder];
  return element('span', { className: `picture${isBusy ? ' busy' : ''}` }, ...content);
}

/** @param {Card} card */
function captionOf(card) {
  const { key, source, thumbnails, ms } = card;
  const slash = key.lastIndexOf('/') + 1;
  const caption = element('span', { className: 'caption', title: key });
  if (slash > 0) caption.append(element('span', { className: 'directory', textContent: key.slice(0, slash) }));
  caption.append(element('b', { className: 'name', textContent: key.slice(slash) }), badgeOf(card));
  if (thumbnails && source) {
    const after = thumbnails.reduce((sum, { bytes }) => sum + bytes, 0);
    caption.append(element('span', { textContent: `${size(source.bytes)} → ${size(after)}` }));
    const details = `${saved(source.bytes, after)} · ${duration(ms ?? 0)}`;
    caption.append(element('span', { className: 'muted', textContent: details }));
  } else if (reasonOf(card)) {
    caption.append(element('span', { className: 'reason muted', textContent: reasonOf(card) }));
  }
  return caption;
}

/** @param {Card} card */
export function badgeOf(card) {
  const { sign, group } = states[card.state];
  const mark = element('span', { className: 'sign', textContent: sign });
  mark.ariaHidden = 'true';
  return element('span', { className: `badge ${group}` }, mark, stateText(card));
}
