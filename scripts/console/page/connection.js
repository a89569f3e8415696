import { byId } from './side.js';

/** @import { Changes } from './types.d.ts' */

const retryMs = 1000;

/**
 * Stays connected to the server while the page can be seen.
 *
 * @param {object} handlers
 * @param {(whole: Changes) => void} handlers.onWhole called with everything after each connection
 * @param {(changes: Changes) => void} handlers.onChanges
 */
export function stayConnected({ onWhole, onChanges }) {
  /** @type {EventSource | undefined} */
  let stream;

  function connect() {
    stream?.close();
    stream = new EventSource('/_console/events');
    stream.addEventListener('whole', ({ data }) => {
      showConnection('Live', true);
      onWhole(JSON.parse(data));
    });
    stream.addEventListener('changes', ({ data }) => onChanges(JSON.parse(data)));
    stream.onerror = () => {
      showConnection('Reconnecting…', false);
      // A server that starts may answer with an error, after which the browser gives up.
      stream?.close();
      setTimeout(() => document.hidden || connect(), retryMs);
    };
  }

  document.onvisibilitychange = () => {
    // A browser keeps few connections to one server, so that tabs in the background must not hold any.
    if (document.hidden) stream?.close();
    else connect();
  };
  connect();
}

/**
 * @param {string} text
 * @param {boolean} isLive
 */
function showConnection(text, isLive) {
  const connection = byId('connection');
  if (connection.textContent !== text) connection.textContent = text;
  connection.classList.toggle('live', isLive);
}
