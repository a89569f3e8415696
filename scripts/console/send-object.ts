import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { BucketStore } from '../local-aws/index.ts';
import { RequestError } from './request-error.ts';
import { objectHeaders } from './security-headers.ts';

/**
 * Sends an object to the page.
 *
 * @throws {RequestError} when there is none
 */
export async function sendObject(
  objects: BucketStore,
  { bucket, key }: { bucket: string; key: string },
  { headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const info = objects.head(bucket, key);
  if (!info) throw new RequestError(404, `There is no object ${JSON.stringify(key)} in ${bucket}.`);
  const etag = `"${info.etag}"`;
  for (const [name, value] of Object.entries(objectHeaders)) response.setHeader(name, value);
  response.setHeader('etag', etag).setHeader('cache-control', 'private, no-cache');
  if (headers['if-none-match'] === etag) return void response.writeHead(304).end();
  const object = objects.get(bucket, key);
  if (!object) throw new RequestError(404, `The object ${JSON.stringify(key)} was deleted.`);
  response.writeHead(200, { 'content-type': typeOf(info), 'content-length': object.info.size });
  // The page may close before it has read everything.
  await pipeline(object.body, response).catch(() => response.destroy());
}

/** Programs often upload without a type. Browsers detect the type of other images, but not of an SVG. */
function typeOf({ key, headers }: { key: string; headers: Readonly<Record<string, string>> }): string {
  return key.toLowerCase().endsWith('.svg') ? 'image/svg+xml' : (headers['content-type'] ?? 'application/octet-stream');
}
