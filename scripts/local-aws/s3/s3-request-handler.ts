import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Authorize } from '../authorize.ts';
import { S3Error } from './errors.ts';
import { deleteObjects, getBucketLocation, headBucket, listBuckets } from './handlers/bucket-operations.ts';
import { listObjectsV2 } from './handlers/list-objects.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  uploadPart,
} from './handlers/multipart-operations.ts';
import { deleteObject, getObject, putObject } from './handlers/object-operations.ts';
import type { OperationContext, Reply } from './handlers/operation.ts';
import { parseRequest } from './request/request.ts';
import type { Operation } from './request/routes.ts';
import { MultipartUploads } from './store/multipart-uploads.ts';
import type { ObjectStore } from './store/object-store.ts';
import { renderXml } from './xml.ts';

const operations: Record<Operation, (context: OperationContext) => Promise<Reply>> = {
  AbortMultipartUpload: abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  CreateMultipartUpload: createMultipartUpload,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  GetBucketLocation: getBucketLocation,
  GetObject: getObject,
  HeadBucket: headBucket,
  HeadObject: getObject,
  ListBuckets: listBuckets,
  ListObjectsV2: listObjectsV2,
  PutObject: putObject,
  UploadPart: uploadPart,
};

/**
 * Creates a handler for S3's HTTP interface to a store, with bucket names in the path (`/bucket/key`). The caller is
 * identified by the `Authorization` header, whose signature is not verified, so only programs on this machine may reach it.
 * Whatever this handler lacks of S3 is answered with 501 `NotImplemented`. Its promise resolves once the request is answered
 * or the connection has ended.
 */
export function s3RequestHandler(options: {
  store: ObjectStore;
  authorize: Authorize;
  /** Returns the ARN of a bucket's KMS key, if it has one. */
  keyOf: (bucket: string) => string | undefined;
  region: string;
}): (message: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { store, authorize, keyOf, region } = options;
  const uploads = new MultipartUploads(store);
  const answer = async (message: IncomingMessage): Promise<Reply> => {
    const request = parseRequest(message);
    const { accessKeyId } = request;
    const assertAllowed = (action: string, resource: string) => {
      if (!authorize({ accessKeyId, action, resource })) throw accessDenied(accessKeyId, action, resource);
    };
    const assertMayUseKey = (action: string, bucket: string) => {
      const key = keyOf(bucket);
      if (key !== undefined) assertAllowed(action, key);
    };
    return operations[request.operation]({ request, store, uploads, region, assertAllowed, assertMayUseKey });
  };
  return async (message, response) => {
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    const reply = await answer(message).catch((error) => errorReply(error, requestId));
    await send(message, response, reply, requestId).catch(() => response.destroy());
  };
}

function accessDenied(caller: string, action: string, resource: string): S3Error {
  const reason = `because no identity-based policy allows the ${action} action`;
  return new S3Error(
    'AccessDenied',
    `User: ${caller} is not authorized to perform: ${action} on resource: "${resource}" ${reason}`,
  );
}

/** An unexpected error becomes an `InternalError`, as in S3, but with its message. */
function errorReply(error: unknown, requestId: string): Reply {
  const refusal = error instanceof S3Error ? error : new S3Error('InternalError', String(error));
  const { code, message, details, status } = refusal;
  const body = renderXml(
    'Error',
    { Code: code, Message: message, ...details, RequestId: requestId },
    { namespaced: false },
  );
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

async function send(
  message: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  requestId: string,
): Promise<void> {
  const { status, headers, body } = reply;
  // A client reads the response only after it has sent its whole body, even if that is refused.
  message.resume();
  if (typeof body === 'string') response.setHeader('content-length', Buffer.byteLength(body));
  response.writeHead(status, { ...headers, 'x-amz-request-id': requestId });
  if (body instanceof Readable) await pipeline(body, response);
  else response.end(message.method === 'HEAD' ? undefined : body);
}
