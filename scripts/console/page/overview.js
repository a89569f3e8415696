import { element } from './gallery.js';
import { byId } from './side.js';
import { saved, size } from './words.js';

/** @import { Card } from './types.d.ts' */

const announceMs = 1500;
const filters = {
  all: 'All',
  progress: 'In progress',
  ready: 'Ready',
  rejected: 'Rejected',
  failed: 'Failed',
  other: 'Other',
};

/**
 * Counts, filters and sums up the cards.
 *
 * @param {ReadonlyMap<string, { card: Card, view: { element: HTMLElement } }>} cards by key
 */
export function createOverview(cards) {
  const search = /** @type {HTMLInputElement} */ (byId('search'));
  const announce = createAnnouncer();
  let filter = 'all';
  let unlisted = 0;
  let isRefreshing = false;

  const buttons = Object.entries(filters).map(([name, label]) => {
    const count = element('span', { className: 'count' });
    const button = element('button', { type: 'button' }, `${label} `, count);
    button.onclick = () => {
      filter = name;
      refresh();
    };
    byId('filters').append(button);
    return { name, button, count };
  });
  search.oninput = refresh;

  /** Counts and filters once a frame, however many cards have changed. */
  function refresh() {
    if (isRefreshing) return;
    isRefreshing = true;
    requestAnimationFrame(() => {
      isRefreshing = false;
      const counts = applyFilter();
      showCounts(counts);
      showTotals(cards);
      announce(counts);
    });
  }

  function applyFilter() {
    /** @type {Record<string, number>} */
    const counts = { all: cards.size };
    const text = search.value.toLowerCase();
    let visible = 0;
    for (const [key, { view }] of cards) {
      const group = view.element.dataset['group'] ?? '';
      counts[group] = (counts[group] ?? 0) + 1;
      const isShown = (filter === 'all' || filter === group) && key.toLowerCase().includes(text);
      view.element.hidden = !isShown;
      if (isShown) visible += 1;
    }
    byId('empty').hidden = visible > 0;
    byId('empty').textContent = cards.size > 0 ? 'No image matches.' : 'No images here yet.';
    return counts;
  }

  /** @param {Record<string, number>} counts */
  function showCounts(counts) {
    for (const { name, button, count } of buttons) {
      button.ariaPressed = String(name === filter);
      button.hidden = !counts[name] && name !== 'all' && name !== filter;
      count.textContent = String(counts[name] ?? 0);
    }
    byId('more').hidden = unlisted === 0;
    byId('more').textContent = `The newest ${cards.size} of ${cards.size + unlisted} images.`;
  }

  return {
    refresh,
    /** @param {number} count of images that the server has, and the page has not */
    setUnlisted(count) {
      unlisted = count;
    },
  };
}

/** @param {ReadonlyMap<string, { card: Card }>} cards */
function showTotals(cards) {
  let before = 0;
  let after = 0;
  for (const { card } of cards.values()) {
    if (!card.thumbnails) continue;
    before += card.source?.bytes ?? 0;
    for (const { bytes } of card.thumbnails) after += bytes;
  }
  byId('totals').textContent = before > 0 ? `${size(before)} → ${size(after)}, ${saved(before, after)}` : '';
}

/** Returns what says the counts to screen readers, at most every one and a half seconds. */
function createAnnouncer() {
  let announced = '';
  let isWaiting = false;
  return (/** @type {Record<string, number>} */ counts) => {
    const text = Object.entries(filters)
      .filter(([name]) => name !== 'all' && counts[name])
      .map(([name, label]) => `${counts[name]} ${label.toLowerCase()}`)
      .join(', ');
    if (text === announced) return;
    announced = text;
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      byId('announcer').textContent = announced;
    }, announceMs);
  };
}
