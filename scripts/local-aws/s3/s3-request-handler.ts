import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authorize } from '../authorize.ts';
import type { RequestHandler } from '../http/http-endpoint.ts';
import { notImplemented, S3Error } from './errors.ts';
import type { BucketNotifications } from './handlers/bucket-notification.ts';
import { handlers } from './handlers/handlers.ts';
import type { Reply } from './handlers/operation-context.ts';
import { errorReply, sendReply } from './reply.ts';
import { assertNotForged, type CorsRule, preflightHeaders, responseHeaders } from './request/cors.ts';
import { headerMap, parseAddress, parseRequest } from './request/parse-request.ts';
import type { BucketStore } from './store/bucket-store.ts';
import { MultipartUploads } from './store/multipart-uploads.ts';

export interface S3Options {
  store: BucketStore;
  /** Unfinished multipart uploads to the store; none by default. */
  uploads?: MultipartUploads;
  authorize: Authorize;
  /** Returns the ARN of a bucket's KMS key, if it has one. */
  keyOf: (bucket: string) => string | undefined;
  region: string;
  /** Returns the CORS rules of a bucket. */
  corsOf: (bucket: string) => readonly CorsRule[];
  /** Returns the notifications of a bucket, which has none by default. */
  notificationsOf?: (bucket: string) => BucketNotifications;
  /** The owner of the buckets. */
  accountId: string;
  /** Called with a line for each request that S3 would serve and this handler does not. A HEAD has no other way to say so. */
  onRefusal?: (line: string) => void;
}

/**
 * Creates a handler for S3's HTTP interface to a store, with bucket names in the path (`/bucket/key`). The caller is
 * identified by the `Authorization` header, whose signature is not verified, so only programs on this machine may reach it.
 * Whatever this handler lacks of S3 is answered with 501 `NotImplemented`. Its promise resolves once the request is answered
 * or the connection has ended.
 */
export function s3RequestHandler(options: S3Options): RequestHandler {
  const { uploads = new MultipartUploads(options.store) } = options;
  return async (message, response) => {
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    response.setHeader('x-amz-request-id', requestId);
    const reply = await answer(message, response, uploads, options).catch((error) => {
      if (error instanceof S3Error && error.code === 'NotImplemented') {
        options.onRefusal?.(`${message.method} ${message.url}: ${error.message}`);
      }
      return errorReply(error, requestId);
    });
    await sendReply(message, response, reply).catch(() => response.destroy());
  };
}

const noNotifications: BucketNotifications = { functions: [], eventBridge: false };

async function answer(
  message: IncomingMessage,
  response: ServerResponse,
  uploads: MultipartUploads,
  { store, authorize, keyOf, corsOf, notificationsOf = () => noNotifications, region, accountId }: S3Options,
): Promise<Reply> {
  const address = parseAddress(message);
  const { method = '' } = message;
  const headers = headerMap(message);
  const rules = corsOf(address.bucket);
  if (method === 'OPTIONS') return { status: 200, headers: preflightHeaders(rules, headers) };
  // A page may read errors, too.
  for (const [name, value] of Object.entries(responseHeaders(rules, method, headers))) response.setHeader(name, value);
  assertNotForged(rules, method, headers);

  const request = await parseRequest(message, address, headers);
  const { accessKeyId } = request;
  const assertAllowed = (action: string, resource: string) => {
    if (!authorize({ accessKeyId, action, resource })) throw accessDenied(accessKeyId, action, resource);
  };
  const assertMayUseKey = (action: string, bucket: string) => {
    const key = keyOf(bucket);
    if (key === undefined) return;
    if (request.headers.has('x-amz-server-side-encryption')) {
      throw notImplemented('another encryption than that of the bucket');
    }
    assertAllowed(action, key);
  };
  assertOwner(request.headers, accountId);
  const context = { request, store, uploads, region, notificationsOf, assertAllowed, assertMayUseKey };
  return handlers[request.operation](context);
}

function assertOwner(headers: ReadonlyMap<string, string>, accountId: string): void {
  for (const name of ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner']) {
    const expected = headers.get(name) ?? accountId;
    if (expected === accountId) continue;
    throw new S3Error('AccessDenied', `Access Denied: the owner of the bucket is ${accountId}, not ${expected}.`);
  }
}

function accessDenied(caller: string, action: string, resource: string): S3Error {
  const reason = `because no identity-based policy allows the ${action} action`;
  return new S3Error(
    'AccessDenied',
    `User: ${caller} is not authorized to perform: ${action} on resource: "${resource}" ${reason}`,
  );
}
