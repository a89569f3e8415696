import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from '../http/http-endpoint.ts';
import { renderXml } from '../render-xml.ts';
import { S3Error } from '../s3/errors.ts';
import { getObject } from '../s3/handlers/get-object.ts';
import type { Reply } from '../s3/handlers/operation-context.ts';
import { errorReply, sendReply } from '../s3/reply.ts';
import { decodeUri } from '../s3/request/decode-uri.ts';
import { headerMap } from '../s3/request/parse-request.ts';
import type { BucketStore } from '../s3/store/bucket-store.ts';
import { assertKey } from '../s3/store/object-key.ts';
import { assertSigned } from './assert-signed.ts';
import { CloudFrontError } from './cloudfront-error.ts';
import type { Distribution } from './distribution.ts';
import { readSignature, withoutSignature } from './read-signature.ts';
import { responseHeaders } from './response-headers.ts';

export interface CloudFrontOptions {
  store: BucketStore;
  /** Called with a line for each request that CloudFront itself refuses: it tells the viewer no reason. */
  onRefusal: (line: string) => void;
}

/** Creates a handler that serves a distribution by plain HTTP. Nothing is cached. */
export function cloudFrontRequestHandler(
  distribution: Distribution,
  { store, onRefusal }: CloudFrontOptions,
): RequestHandler {
  return async (message, response) => {
    const { headersPolicy } = distribution;
    const reply = await answer(message, distribution, store).catch((error) => {
      if (!(error instanceof CloudFrontError)) return errorReply(error);
      onRefusal(`${message.method} ${message.url}: CloudFront refuses it, because ${error.reason}.`);
      return refusal(error);
    });
    const headers = {
      ...reply.headers,
      'x-cache': `${reply.status < 400 ? 'Miss' : 'Error'} from cloudfront`,
      ...(headersPolicy && responseHeaders(headersPolicy, message.headers.origin)),
    };
    await sendReply(message, response, { ...reply, headers }).catch(() => response.destroy());
  };
}

async function answer(message: IncomingMessage, distribution: Distribution, store: BucketStore): Promise<Reply> {
  const { method = '', url = '' } = message;
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  if (method !== 'GET' && method !== 'HEAD') {
    throw new CloudFrontError('AccessDenied', `its method is ${method}, expected GET or HEAD`);
  }
  if (distribution.keys) {
    const signature = readSignature(new URLSearchParams(query), message.headers.cookie);
    assertSigned(signature, viewerOf(message), distribution.keys);
  }
  const key = decodeUri(path.slice(1));
  assertKey(key);
  return getObject({
    request: {
      operation: method === 'GET' ? 'GetObject' : 'HeadObject',
      bucket: distribution.bucket,
      key,
      // The parameters that the cache policy passes on mean nothing to S3.
      query: new URLSearchParams(),
      headers: new Map([...headerMap(message)].filter(([name]) => /^(if-|range$)/.test(name))),
    },
    store,
    assertAllowed: (action, resource) => {
      if (!distribution.authorize(action, resource)) throw new S3Error('AccessDenied', 'Access Denied');
    },
    // The policy of a key is in no stack.
    assertMayUseKey: () => {},
  });
}

function viewerOf({ headers, url = '', socket }: IncomingMessage) {
  return {
    url: `http://${headers.host}${withoutSignature(url)}`,
    address: socket.remoteAddress ?? '',
    nowMs: Date.now(),
  };
}

function refusal({ code, message }: CloudFrontError): Reply {
  const body = renderXml('Error', { Code: code, Message: message });
  return { status: 403, headers: { 'content-type': 'text/xml' }, body };
}
