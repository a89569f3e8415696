import { createDetails } from './details.js';
import { createCardView, element } from './gallery.js';
import { appendLines, byId, enableRedrive, showLetters } from './side.js';
import { chosenFiles, createUploads, droppedFiles } from './uploads.js';
import { saved, size } from './words.js';

/** @import { Card, Changes } from './types.d.ts' */

const retryMs = 1000;
const announceMs = 1500;
/** @type {Record<string, string>} */
const filters = {
  all: 'All',
  progress: 'In progress',
  ready: 'Ready',
  rejected: 'Rejected',
  failed: 'Failed',
  other: 'Other',
};

/** @type {Map<string, { card: Card, view: ReturnType<typeof createCardView> }>} */
const cards = new Map();
/** Uploads that the server does not know yet, or that failed. @type {Map<string, Card>} */
const uploading = new Map();
const list = byId('cards');
const search = /** @type {HTMLInputElement} */ (byId('search'));
let filter = 'all';
let unlisted = 0;

const details = createDetails({
  onReplace: (key, file) => uploads.add([{ key, file }]),
  async onDelete(key) {
    if (uploading.delete(key) && !cards.get(key)?.card.source) return forget(key);
    await fetch(`/_console/source?${new URLSearchParams({ key })}`, { method: 'DELETE' });
  },
});
const uploads = createUploads({
  onStart(key, bytes) {
    uploading.set(key, { key, at: Date.now(), state: 'uploading', source: { bytes, etag: '' } });
    show(cards.get(key)?.card ?? { key, at: Date.now(), state: 'uploading' });
    refresh();
  },
  onEnd(key, problem) {
    const card = uploading.get(key);
    if (problem && card) uploading.set(key, { key, at: Date.now(), state: 'refused', reason: problem });
    else uploading.delete(key);
    const known = cards.get(key)?.card;
    if (known) show(known);
    refresh();
  },
});

/** @param {Card} card */
function show(card) {
  const { key } = card;
  const view = cards.get(key)?.view ?? createCardView((it) => openDetails(it));
  if (!cards.has(key)) list.prepend(view.element);
  cards.set(key, { card, view });
  const local = uploading.get(key);
  const shown = local ? { ...card, ...local } : card;
  view.update(shown);
  details.follow(shown);
}

/** @param {string} key */
function forget(key) {
  cards.get(key)?.view.element.remove();
  cards.delete(key);
  refresh();
}

/** @param {string} key */
function openDetails(key) {
  const card = uploading.get(key) ?? cards.get(key)?.card;
  if (card) void details.open(card);
}

/** Shows everything anew, as after a restart of the server. @param {Changes} whole */
function replace({ cards: all = [], total = 0, letters, lines = [] }) {
  const known = new Set([...all.map(({ key }) => key), ...uploading.keys()]);
  for (const key of [...cards.keys()]) if (!known.has(key)) forget(key);
  for (const card of [...all].reverse()) show(card);
  unlisted = total - all.length;
  byId('lines').replaceChildren();
  apply({ lines, ...(letters && { letters }) });
}

/** @param {Changes} changes */
function apply({ cards: changed = [], letters, lines = [] }) {
  for (const card of changed) show(card);
  if (letters) showLetters(letters);
  if (lines.length > 0) appendLines(byId('lines'), lines);
  refresh();
}

let isRefreshing = false;
/** Counts and filters once a frame, however many cards have changed. */
function refresh() {
  if (isRefreshing) return;
  isRefreshing = true;
  requestAnimationFrame(() => {
    isRefreshing = false;
    const counts = applyFilter();
    showFilters(counts);
    showTotals();
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
  byId('more').hidden = unlisted === 0;
  byId('more').textContent = `The newest ${cards.size} of ${cards.size + unlisted} images.`;
  return counts;
}

/** @type {Map<string, HTMLElement>} */
const filterButtons = new Map(
  Object.entries(filters).map(([name, label]) => {
    const count = element('span', { className: 'count' });
    const button = element('button', { type: 'button' }, `${label} `, count);
    button.onclick = () => {
      filter = name;
      refresh();
    };
    byId('filters').append(button);
    return [name, button];
  }),
);

/** @param {Record<string, number>} counts */
function showFilters(counts) {
  for (const [name, button] of filterButtons) {
    const count = counts[name] ?? 0;
    button.ariaPressed = String(name === filter);
    button.hidden = count === 0 && name !== 'all' && name !== filter;
    const shown = button.querySelector('.count');
    if (shown) shown.textContent = String(count);
  }
}

function showTotals() {
  let before = 0;
  let after = 0;
  for (const { card } of cards.values()) {
    if (!card.thumbnails) continue;
    before += card.source?.bytes ?? 0;
    for (const { bytes } of card.thumbnails) after += bytes;
  }
  byId('totals').textContent = before > 0 ? `${size(before)} → ${size(after)}, ${saved(before, after)}` : '';
}

let announced = '';
let isAnnouncing = false;
/** Says the counts to screen readers, at most every one and a half seconds. @param {Record<string, number>} counts */
function announce(counts) {
  const text = Object.entries(filters)
    .filter(([name]) => name !== 'all' && counts[name])
    .map(([name, label]) => `${counts[name]} ${label.toLowerCase()}`)
    .join(', ');
  if (text === announced) return;
  announced = text;
  if (isAnnouncing) return;
  isAnnouncing = true;
  setTimeout(() => {
    isAnnouncing = false;
    byId('announcer').textContent = announced;
  }, announceMs);
}

/** @type {EventSource | undefined} */
let stream;
function connect() {
  stream?.close();
  stream = new EventSource('/_console/events');
  const on = (/** @type {string} */ name, /** @type {(data: Changes) => void} */ handle) =>
    stream?.addEventListener(name, ({ data }) => handle(JSON.parse(data)));
  on('whole', (whole) => {
    setConnection('Live', true);
    replace(whole);
  });
  on('changes', apply);
  stream.onerror = () => {
    setConnection('Reconnecting…', false);
    // A server that starts may answer with an error, after which the browser gives up.
    stream?.close();
    setTimeout(() => document.hidden || connect(), retryMs);
  };
}

/** @param {string} text @param {boolean} isLive */
function setConnection(text, isLive) {
  const connection = byId('connection');
  if (connection.textContent !== text) connection.textContent = text;
  connection.classList.toggle('live', isLive);
}

search.oninput = refresh;
for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('#drop input'))) {
  input.onchange = () => {
    uploads.add(chosenFiles(input.files ?? []));
    input.value = '';
  };
}
document.ondragover = (event) => {
  event.preventDefault();
  document.body.classList.add('dragging');
};
document.ondragleave = ({ relatedTarget }) => {
  if (!relatedTarget) document.body.classList.remove('dragging');
};
document.ondrop = async (event) => {
  event.preventDefault();
  document.body.classList.remove('dragging');
  if (event.dataTransfer) uploads.add(await droppedFiles(event.dataTransfer));
};
document.onvisibilitychange = () => {
  // A browser keeps few connections to one server, so that tabs in the background must not hold any.
  if (document.hidden) stream?.close();
  else connect();
};
if (matchMedia('(max-width: 70rem)').matches) {
  for (const section of document.querySelectorAll('aside details')) section.removeAttribute('open');
}
enableRedrive();
connect();
