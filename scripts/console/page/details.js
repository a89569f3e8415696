import { waitForResult } from '../client/index.js';
import { badgeOf, element, imageOf, pipeline } from './gallery.js';
import { appendLines, byId, clock } from './side.js';
import { eventText, reasonOf, size } from './words.js';

/** @import { Card, KeyEvent } from './types.d.ts' */

const resultMs = 5000;
const noResult = 'No result. With `results: true`, the function writes one for each image: see docs/serving.md.';

/**
 * The dialog about one key, which follows what happens to it.
 *
 * @param {object} options
 * @param {(key: string, file: File) => void} options.onReplace
 * @param {(key: string) => void} options.onDelete
 */
export function createDetails({ onReplace, onDelete }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('details'));
  const file = /** @type {HTMLInputElement} */ (byId('details-replace').querySelector('input'));
  /** @type {string | undefined} */
  let shown;
  let version = 0;

  byId('details-close').onclick = () => dialog.close();
  dialog.onclick = ({ target }) => {
    if (target === dialog) dialog.close();
  };
  dialog.onclose = () => {
    shown = undefined;
  };
  file.onchange = () => {
    const [chosen] = file.files ?? [];
    if (shown !== undefined && chosen) onReplace(shown, chosen);
    file.value = '';
  };
  byId('details-delete').onclick = () => {
    if (shown !== undefined) onDelete(shown);
  };

  /** @param {Card} card */
  async function update(card) {
    const { key, source } = card;
    const mine = ++version;
    byId('details-title').textContent = key;
    byId('details-state').replaceChildren(badgeOf(card), ` ${reasonOf(card)}`);
    byId('details-delete').hidden = !source && card.state !== 'refused';
    const query = new URLSearchParams({ key });
    const response = await fetch(`/_console/timeline?${query}`).catch(() => undefined);
    const { events = [], lines = [] } = (await response?.json()) ?? {};
    // The key has changed again, or another is shown.
    if (mine !== version || shown !== key) return;
    showPictures(card);
    byId('details-timeline').replaceChildren(...timelineOf(events));
    const box = byId('details-lines');
    box.replaceChildren();
    appendLines(box, lines.length > 0 ? lines : ['None since npm start.']);
    byId('details-result').textContent = 'Asking…';
    const result = await resultOf(card);
    if (mine === version && shown === key) byId('details-result').textContent = result;
  }

  return {
    /** @param {Card} card */
    open(card) {
      shown = card.key;
      byId('details-pictures').replaceChildren();
      dialog.showModal();
      return update(card);
    },
    /** @param {Card} card */
    follow(card) {
      if (card.key === shown) void update(card);
    },
  };
}

/** @param {Card} card */
function showPictures(card) {
  const { key, source, thumbnails = [] } = card;
  const figures = thumbnails.map((it) => {
    const text = `Thumbnail · ${it.format} · ${it.width} × ${it.height} · ${size(it.bytes)}`;
    return element('figure', { title: it.key }, imageOf(card, it), element('figcaption', { textContent: text }));
  });
  byId('details-pictures').replaceChildren(...(source ? [originalOf(key, source)] : []), ...figures);
}

/**
 * @param {string} key
 * @param {NonNullable<Card['source']>} source
 */
function originalOf(key, { bytes, etag }) {
  const image = new Image();
  const caption = element('figcaption', { textContent: `Original · ${size(bytes)}` });
  const figure = element('figure', {}, image, caption);
  image.alt = `Original of ${key}`;
  image.onload = () => {
    caption.textContent = `Original · ${image.naturalWidth} × ${image.naturalHeight} · ${size(bytes)}`;
  };
  image.onerror = () =>
    image.replaceWith(element('p', { className: 'muted', textContent: 'Your browser cannot show the original.' }));
  image.src = `/_console/source?${new URLSearchParams({ key, v: etag })}`;
  return figure;
}

/** @param {KeyEvent[]} events */
function timelineOf(events) {
  let start = 0;
  return events.map((event) => {
    if (event.type === 'uploaded' || event.type === 'deleted') start = event.at;
    const since = event.at === start ? '' : `+${event.at - start} ms`;
    return element(
      'li',
      {},
      element('time', { textContent: clock(event.at), dateTime: new Date(event.at).toISOString() }),
      element('span', { className: 'muted', textContent: since }),
      element('span', { textContent: eventText(event) }),
    );
  });
}

/**
 * Waits for the result as a web page would, but not as long.
 *
 * @param {Card} card
 */
async function resultOf({ key, source }) {
  if (!source) return noResult;
  try {
    const result = await waitForResult(pipeline, { key, etag: source.etag }, { timeoutMs: resultMs });
    return result.result === 'late' ? noResult : JSON.stringify(result, null, 2);
  } catch (error) {
    return String(error);
  }
}
