/** @import { Late, Pipeline, Result, Thumbnail, UploadTarget } from './types.d.ts' */
import type { Late, Pipeline, Result, Thumbnail, UploadTarget } from './types.d.ts';
/**
 * Returns the URL of a source object's thumbnail, of the first variant unless another is named.
 *
 * @param {Pipeline} pipeline
 * @param {string} key of the source object
 * @param {string} [name] of the variant
 * @throws {TypeError} when there is no such variant, or the key has a part that is `.` or `..`
 */
export declare function thumbnailUrl(pipeline: Pipeline, key: string, name?: string): string;
/**
 * Returns the `srcset` of an `<img>`: the URL of each thumbnail, with its width.
 *
 * @param {Pick<Pipeline, 'url'>} pipeline
 * @param {readonly Pick<Thumbnail, 'key' | 'width'>[]} thumbnails of one result, that show the same part of the image
 * @param {string} [etag] the result's `sourceEtag`, where the key had another image before, which caches may still have
 */
export declare function srcset(pipeline: Pick<Pipeline, 'url'>, thumbnails: readonly Pick<Thumbnail, 'key' | 'width'>[], etag?: string): string;
/**
 * Returns the `sizes` of an `<img>` that is as wide as its largest thumbnail, or as the window where that is narrower.
 *
 * @param {readonly Pick<Thumbnail, 'width'>[]} thumbnails
 */
export declare function sizes(thumbnails: readonly Pick<Thumbnail, 'width'>[]): string;
/**
 * Uploads a file. Returns its key, and the ETag by which `waitForResult` tells this upload from an earlier one.
 *
 * @param {UploadTarget} target that your server made
 * @param {File} file whose name takes the place of `${filename}`, where the target's key has that
 * @param {{ signal?: AbortSignal }} [options]
 * @throws {Error} when S3 refuses the file; S3's error code is its `code`
 * @throws {TypeError} when the network fails, or CORS does not allow the page's origin
 */
export declare function upload(target: UploadTarget, file: File, { signal }?: {
    signal?: AbortSignal;
}): Promise<{
    key: string;
    etag: string;
}>;
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
export declare function waitForResult(pipeline: Pick<Pipeline, 'url'>, { key, etag }: {
    key: string;
    etag?: string;
}, { timeoutMs, signal, ...init }?: {
    timeoutMs?: number;
    signal?: AbortSignal;
    credentials?: 'include' | 'omit' | 'same-origin';
}): Promise<Result | Late>;
