/** @import { Card, KeyEvent } from './types.d.ts' */

/**
 * The word and the sign of each state, and the filter that shows it.
 *
 * @type {Record<Card['state'], { label: string, sign: string, group: Group }>}
 * @typedef {'progress' | 'ready' | 'rejected' | 'failed' | 'other'} Group
 */
export const states = {
  uploading: { label: 'Uploading', sign: '↑', group: 'progress' },
  waiting: { label: 'Waiting', sign: '…', group: 'progress' },
  processing: { label: 'Processing', sign: '…', group: 'progress' },
  created: { label: 'Ready', sign: '✓', group: 'ready' },
  rejected: { label: 'Rejected', sign: '✕', group: 'rejected' },
  failed: { label: 'Failed', sign: '!', group: 'failed' },
  refused: { label: 'Not uploaded', sign: '!', group: 'failed' },
  skipped: { label: 'Skipped', sign: '–', group: 'other' },
  removed: { label: 'Removed', sign: '–', group: 'other' },
  unnoticed: { label: 'No event', sign: '?', group: 'other' },
};

/** @param {Card} card */
export function stateText({ state, attempt = 0 }) {
  return states[state].label + (state === 'processing' && attempt > 1 ? `, attempt ${attempt}` : '');
}

/** Why there are no thumbnails, in words; empty when there are, or will be. @param {Card} card */
export function reasonOf({ state, code, reason }) {
  if (state === 'removed') return 'The original was deleted, and so were its thumbnails.';
  if (state === 'unnoticed')
    return 'No event is pending for it. Either key filters leave it out, or it is older than this page’s record.';
  return [code, reason].filter(Boolean).join(': ');
}

/** @param {number} bytes A kilobyte has 1000, as in S3's console. */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** @param {number} ms */
export function duration(ms) {
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** @param {number} before bytes @param {number} after bytes */
export function saved(before, after) {
  const percent = (1 - after / before) * 100;
  return percent < 0 ? `${Math.round(-percent)} % larger` : `${percent.toFixed(percent > 99 ? 1 : 0)} % saved`;
}

/** @param {KeyEvent} event */
export function eventText(event) {
  switch (event.type) {
    case 'uploaded':
      return `Uploaded, ${size(event.bytes)}`;
    case 'deleted':
      return 'Deleted from the source bucket';
    case 'queued':
      return 'The function was notified';
    case 'attempt':
      return `Attempt ${event.attempt} began`;
    case 'outcome':
      return outcomeText(event);
  }
}

/** @param {Extract<KeyEvent, { type: 'outcome' }>} outcome */
function outcomeText({ result, ms, code, reason, thumbnails = [] }) {
  const made = thumbnails.map(({ key, width, height, bytes }) => `${key} (${width} × ${height}, ${size(bytes)})`);
  const details = result === 'created' ? made.join(', ') : [code, reason].filter(Boolean).join(': ');
  return `${states[result].label} after ${duration(ms)}${details && `: ${details}`}`;
}
