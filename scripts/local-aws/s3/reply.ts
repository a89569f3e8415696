import type { IncomingMessage, ServerResponse } from 'node:http';
import { renderXml } from '../render-xml.ts';
import { S3Error } from './errors.ts';
import type { Reply } from './handlers/operation-context.ts';
import { sendFile } from './send-file.ts';

/** An unexpected error becomes an `InternalError`, as in S3, but with its message. */
export function errorReply(error: unknown, requestId?: string): Reply {
  const refusal = error instanceof S3Error ? error : new S3Error('InternalError', String(error));
  const { code, message, details, status } = refusal;
  const body = renderXml('Error', { Code: code, Message: message, ...details, RequestId: requestId });
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

/** Sends a reply to a request. Resolves when it is sent. */
export async function sendReply(message: IncomingMessage, response: ServerResponse, reply: Reply): Promise<void> {
  const { status, headers, body } = reply;
  // A client reads the response only after it has sent its whole body, even if that is refused.
  message.resume();
  if (typeof body === 'string') response.setHeader('content-length', Buffer.byteLength(body));
  response.writeHead(status, headers);
  if (body === undefined || typeof body === 'string') response.end(message.method === 'HEAD' ? undefined : body);
  else await sendFile(response, body);
}
