/** @import { Late, Pipeline, Result, Thumbnail, UploadTarget } from './types.d.ts' */

const firstPauseMs = 250;
const maxPauseMs = 5000;

/**
 * Returns the URL of a source object's thumbnail, of the first variant unless another is named.
 *
 * @param {Pipeline} pipeline
 * @param {string} key of the source object
 * @param {string} [name] of the variant
 * @throws {TypeError} when there is no such variant, or the key has a part that is `.` or `..`
 */
export function thumbnailUrl(pipeline, key, name = pipeline.variants[0]?.name) {
  const variant = pipeline.variants.find((it) => it.name === name);
  if (variant) return urlOf(pipeline, fillTemplate(variant.keyTemplate, key));
  const names = pipeline.variants.map((it) => it.name).join(', ');
  throw new TypeError(`No variant is named "${name}", expected one of: ${names}.`);
}

/**
 * Returns the `srcset` of an `<img>`: the URL of each thumbnail, with its width.
 *
 * @param {Pick<Pipeline, 'url'>} pipeline
 * @param {readonly Pick<Thumbnail, 'key' | 'width'>[]} thumbnails of one result, that show the same part of the image
 * @param {string} [etag] the result's `sourceEtag`, where the key had another image before, which caches may still have
 */
export function srcset(pipeline, thumbnails, etag) {
  const query = etag ? `?v=${etag}` : '';
  return thumbnails.map(({ key, width }) => `${urlOf(pipeline, key)}${query} ${width}w`).join(', ');
}

/**
 * Returns the `sizes` of an `<img>` that is as wide as its largest thumbnail, or as the window where that is narrower.
 *
 * @param {readonly Pick<Thumbnail, 'width'>[]} thumbnails
 */
export function sizes(thumbnails) {
  const width = Math.max(...thumbnails.map((it) => it.width));
  return `(max-width: ${width}px) 100vw, ${width}px`;
}

/**
 * Uploads a file. Returns its key, and the ETag by which `waitForResult` tells this upload from an earlier one.
 *
 * @param {UploadTarget} target that your server made
 * @param {File} file whose name takes the place of `${filename}`, where the target's key has that
 * @param {{ signal?: AbortSignal }} [options]
 * @throws {Error} when S3 refuses the file; S3's error code is its `code`
 * @throws {TypeError} when the network fails, or CORS does not allow the page's origin
 */
export async function upload(target, file, { signal } = {}) {
  const { url, fields, headers = {} } = target;
  // Not left to S3, which sees the name as the form encodes it: a quotation mark is %22.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own placeholder
  const key = target.key.replace('${filename}', () => file.name);
  const request = fields
    ? { method: 'POST', body: formOf({ ...fields, key }, file) }
    : { method: 'PUT', body: file, headers };
  const response = await fetch(url, { ...request, ...(signal && { signal }) });
  if (!response.ok) {
    const code = /<Code>(\w+)/.exec(await response.text())?.[1] ?? '';
    throw Object.assign(new Error(`The upload of ${key} failed: ${response.status} ${code}`), { code });
  }
  const etag = response.headers.get('etag');
  if (etag) return { key, etag: withoutQuotes(etag) };
  throw new Error('The response shows no ETag. Expose the ETag header in the CORS rule of the source bucket.');
}

/**
 * Waits until there is a result for an object, and returns it. Asks again after pauses that grow from 0.25 to 5 seconds.
 *
 * @param {Pick<Pipeline, 'url'>} pipeline
 * @param {{ key: string, etag?: string }} uploaded without an ETag, any result of the key is returned
 * @param {{ timeoutMs?: number, signal?: AbortSignal, credentials?: 'include' | 'omit' | 'same-origin' }} [options]
 *   `timeoutMs` is 60,000 unless set; `credentials` is `include` where signed cookies give access
 * @returns {Promise<Result | Late>}
 * @throws {unknown} when the signal aborts, with its reason
 */
export async function waitForResult(pipeline, { key, etag = '' }, { timeoutMs = 60_000, signal, ...init } = {}) {
  const url = urlOf(pipeline, `results/${key}.json`);
  const end = Date.now() + timeoutMs;
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, maxPauseMs)) {
    const result = await resultAt(url, { cache: 'no-store', ...init, signal: either });
    if (result && (!etag || result.sourceEtag === withoutQuotes(etag))) return result;
    signal?.throwIfAborted();
    if (Date.now() + pauseMs > end) return { result: 'late' };
    await pause(pauseMs, signal);
  }
}

/**
 * Undefined while there is no result, and when the network fails, which may pass.
 *
 * @param {string} url
 * @param {{ cache: 'no-store', signal?: AbortSignal, credentials?: 'include' | 'omit' | 'same-origin' }} init
 * @returns {Promise<Result | undefined>}
 */
async function resultAt(url, init) {
  try {
    const response = await fetch(url, init);
    return response.ok ? /** @type {Result} */ (await response.json()) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {number} ms
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<void>}
 */
function pause(ms, signal) {
  return new Promise((done, fail) => {
    const abort = () => {
      clearTimeout(timer);
      fail(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      done();
    }, ms);
    signal?.addEventListener('abort', abort);
  });
}

/**
 * Of `a/b.jpg`, `{key}` is all, `{dir}/` is `a/`, `{name}` is `b`, and `.{ext}` is `.jpg`.
 *
 * @param {string} template
 * @param {string} key
 */
function fillTemplate(template, key) {
  const [, dir = '', name = '', ext = ''] = /^(.*\/)?([^/]*?)(\.[^./]*)?$/s.exec(key) ?? [];
  /** @type {Record<string, string>} */
  const parts = { '{key}': key, '{dir}/': dir, '{name}': name, '.{ext}': ext };
  return template.replace(/\{key\}|\{dir\}\/|\{name\}|\.\{ext\}/g, (it) => parts[it] ?? it);
}

/**
 * A key may hold any character, a path may not: `#` and `?` would end it. Browsers resolve `.` and `..`, even encoded.
 *
 * @param {Pick<Pipeline, 'url'>} pipeline
 * @param {string} key
 */
function urlOf({ url }, key) {
  const parts = key.split('/');
  if (!parts.some((it) => it === '.' || it === '..')) {
    return `${url.replace(/\/$/, '')}/${parts.map(encodeURIComponent).join('/')}`;
  }
  throw new TypeError(`"${key}" cannot be a URL: expected a key without a part that is "." or "..".`);
}

/**
 * @param {Record<string, string>} fields
 * @param {File} file S3 ignores what comes after it
 */
function formOf(fields, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return form;
}

/** @param {string} etag */
function withoutQuotes(etag) {
  return etag.replaceAll('"', '');
}
