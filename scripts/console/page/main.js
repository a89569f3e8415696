import { stayConnected } from './connection.js';
import { createDetails } from './details.js';
import { createCardView } from './gallery.js';
import { createOverview } from './overview.js';
import { appendLines, byId, enableRedrive, showLetters } from './side.js';
import { chosenFiles, createUploads, droppedFiles } from './uploads.js';

/** @import { Card, Changes } from './types.d.ts' */

/** @type {Map<string, { card: Card, view: ReturnType<typeof createCardView> }>} */
const cards = new Map();
/** Uploads that the server does not know yet, or that failed. @type {Map<string, Card>} */
const uploading = new Map();
const overview = createOverview(cards);

const details = createDetails({
  onReplace: (key, file) => uploads.add([{ key, file }]),
  async onDelete(key) {
    if (uploading.delete(key) && !cards.get(key)?.card.source) return forget(key);
    const query = new URLSearchParams({ key });
    // Without a connection, the page says so at its top.
    await fetch(`/_console/source?${query}`, { method: 'DELETE' }).catch(() => undefined);
  },
});
const uploads = createUploads({
  onStart(key, bytes) {
    uploading.set(key, { key, at: Date.now(), state: 'uploading', source: { bytes, etag: '' } });
    show(cards.get(key)?.card ?? { key, at: Date.now(), state: 'uploading' });
    overview.refresh();
  },
  onEnd(key, problem) {
    const card = uploading.get(key);
    if (problem && card) uploading.set(key, { key, at: Date.now(), state: 'refused', reason: problem });
    else uploading.delete(key);
    const known = cards.get(key)?.card;
    if (known) show(known);
    overview.refresh();
  },
});

/** @param {Card} card */
function show(card) {
  const { key } = card;
  const view = cards.get(key)?.view ?? createCardView((it) => openDetails(it));
  if (!cards.has(key)) byId('cards').prepend(view.element);
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
  overview.refresh();
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
  overview.setUnlisted(total - all.length);
  byId('lines').replaceChildren();
  apply({ lines, ...(letters && { letters }) });
}

/** @param {Changes} changes */
function apply({ cards: changed = [], letters, lines = [] }) {
  for (const card of changed) {
    // A newer event says more than an upload that was refused before.
    if (uploading.get(card.key)?.state === 'refused') uploading.delete(card.key);
    show(card);
  }
  if (letters) showLetters(letters);
  if (lines.length > 0) appendLines(byId('lines'), lines);
  overview.refresh();
}

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
if (matchMedia('(max-width: 70rem)').matches) {
  for (const section of document.querySelectorAll('aside details')) section.removeAttribute('open');
}
enableRedrive();
stayConnected({ onWhole: replace, onChanges: apply });
