import { upload } from '../client/index.js';

/** How many files are uploaded at once. */
const concurrency = 4;

/** @typedef {{ key: string, file: File }} Upload */

/**
 * Uploads files as any web page would: each with a form that the server has presigned.
 *
 * @param {object} options
 * @param {(key: string, bytes: number) => void} options.onStart
 * @param {(key: string, problem?: string) => void} options.onEnd with the reason when it failed
 */
export function createUploads({ onStart, onEnd }) {
  /** @type {Upload[]} */
  const waiting = [];
  let running = 0;

  async function run() {
    if (running === concurrency) return;
    running += 1;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { key, file } = next;
      try {
        const body = JSON.stringify({ key, type: file.type });
        const response = await fetch('/_console/uploads', { method: 'POST', body });
        const target = await response.json();
        if (!response.ok) throw new Error(target.message);
        await upload(target, file);
        onEnd(key);
      } catch (error) {
        onEnd(
          key,
          error instanceof TypeError ? 'The pipeline cannot be reached. Does npm start still run?' : String(error),
        );
      }
    }
    running -= 1;
  }

  return {
    /** @param {readonly Upload[]} uploads */
    add(uploads) {
      for (const { key, file } of uploads) onStart(key, file.size);
      waiting.push(...uploads);
      for (const _ of uploads.slice(0, concurrency)) void run();
    },
  };
}

/**
 * The files that were chosen, with their paths inside a chosen folder as keys. Hidden files are left out.
 *
 * @param {Iterable<File>} files
 * @returns {Upload[]}
 */
export function chosenFiles(files) {
  return visible([...files].map((file) => ({ key: file.webkitRelativePath || file.name, file })));
}

/**
 * The files that were dropped, and those in folders that were dropped.
 *
 * @param {DataTransfer} transfer is empty after the first pause
 * @returns {Promise<Upload[]>}
 */
export async function droppedFiles(transfer) {
  const found = [...transfer.items].map((item) => {
    const entry = item.webkitGetAsEntry();
    if (entry) return filesIn(entry);
    const file = item.getAsFile();
    return file ? [{ key: file.name, file }] : [];
  });
  return visible((await Promise.all(found)).flat());
}

/** @param {Upload[]} uploads */
function visible(uploads) {
  return uploads.filter(({ key }) => !/(^|\/)\./.test(key));
}

/**
 * @param {FileSystemEntry} entry
 * @returns {Promise<Upload[]>}
 */
async function filesIn(entry) {
  if (entry.isFile) {
    const { promise, resolve, reject } = Promise.withResolvers();
    /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject);
    return [{ key: entry.fullPath.replace(/^\//, ''), file: await promise }];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  const files = [];
  // A reader gives at most 100 entries at a time.
  for (;;) {
    const { promise, resolve, reject } = Promise.withResolvers();
    reader.readEntries(resolve, reject);
    /** @type {FileSystemEntry[]} */
    const entries = await promise;
    if (entries.length === 0) return files;
    files.push(...(await Promise.all(entries.map(filesIn))).flat());
  }
}
