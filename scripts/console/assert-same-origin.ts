import type { IncomingMessage } from 'node:http';
import { RequestError } from './request-error.ts';

/**
 * Refuses requests that a page of another origin makes its visitors send, of another local port as well. The endpoint has verified
 * `Host`, so that a name which resolves to 127.0.0.1 does not get here.
 *
 * @throws {RequestError} when a page of another origin sends the request, or when one that changes something names no origin
 */
export function assertSameOrigin({ method = '', headers }: Pick<IncomingMessage, 'method' | 'headers'>): void {
  const { origin, host, 'sec-fetch-site': site = 'none' } = headers;
  const isRead = method === 'GET' || method === 'HEAD';
  const isOwn = origin === undefined ? isRead : origin === `http://${host}`;
  if (isOwn && (site === 'none' || site === 'same-origin')) return;
  throw new RequestError(
    403,
    `Origin is ${origin ?? 'missing'}, expected http://${host}: only the console may use this.`,
  );
}
