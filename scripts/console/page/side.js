import { element } from './gallery.js';

/** @import { Letters } from './types.d.ts' */

const maxLines = 500;

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (found) return found;
  throw new Error(`The page has no element "${id}".`);
}

/** Shows the letters. @param {Letters} letters */
export function showLetters({ letters, total }) {
  byId('letter-count').textContent = String(total);
  byId('no-letters').hidden = total > 0;
  byId('redrive').hidden = total === 0;
  byId('letter-list').replaceChildren(
    ...letters.map(({ at, keys, cause = 'This message is no failed event.' }) =>
      element(
        'li',
        {},
        element('b', { textContent: keys.join(', ') }),
        element('span', { className: 'muted', textContent: `${cause} · ${clock(at)}` }),
      ),
    ),
  );
}

/** Sends the letters to the function again when its button is pressed. */
export function enableRedrive() {
  const button = /** @type {HTMLButtonElement} */ (byId('redrive'));
  const status = byId('redrive-status');
  button.onclick = async () => {
    button.disabled = true;
    status.textContent = 'Sending…';
    try {
      const response = await fetch('/_console/redrive', { method: 'POST' });
      const { sent, message } = await response.json();
      status.textContent = response.ok ? `Sent ${sent} to the function again.` : message;
    } catch {
      status.textContent = 'The pipeline cannot be reached. Does npm start still run?';
    }
    button.disabled = false;
  };
}

/**
 * Appends lines, and stays at the end unless somebody has scrolled up.
 *
 * @param {HTMLElement} box
 * @param {readonly string[]} lines
 */
export function appendLines(box, lines) {
  const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
  box.append(...lines.map(lineView));
  while (box.childElementCount > maxLines) box.firstElementChild?.remove();
  if (isAtEnd) box.scrollTop = box.scrollHeight;
}

/** @param {number} at milliseconds since 1970 */
export function clock(at) {
  return new Date(at).toLocaleTimeString('en-GB');
}

/** @param {string} line JSON, or plain text of the runtime */
function lineView(line) {
  const error = /^Invoke Error (.*)$/s.exec(line)?.[1];
  // The trace is in the title.
  if (error)
    return element('p', { className: 'error', title: line, textContent: parsed(error)['errorMessage'] ?? line });
  const { timestamp, level = '', message, key = '', result, code = '', reason = '' } = parsed(line);
  if (!timestamp) return element('p', { textContent: line });
  const text = result ? [result, key, code, reason].filter(Boolean).join(' ') : `${message ?? line}`;
  return element(
    'p',
    { className: level.toLowerCase(), title: line },
    element('time', { textContent: clock(Date.parse(timestamp)) }),
    ` ${text}`,
  );
}

/**
 * @param {string} line
 * @returns {Record<string, string>}
 */
function parsed(line) {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
}
