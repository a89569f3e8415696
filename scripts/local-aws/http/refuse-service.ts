import type { IncomingMessage, ServerResponse } from 'node:http';
import { renderXml } from '../render-xml.ts';

/** Services whose older XML protocol has no content type to tell it by. */
const xmlServices = ['cloudfront', 'route53'];

const code = 'NotImplemented';

/**
 * Refuses a request to a service that the local AWS does not run, in the error format of that service's protocol, so that its
 * client shows the message.
 */
export function refuseService(service: string, request: IncomingMessage, response: ServerResponse): void {
  const message = `The local AWS does not implement ${service}. It runs S3, SQS, Lambda, queries of CloudWatch Logs, and MACs of KMS.`;
  request.resume();
  const { headers } = request;
  if (headers['smithy-protocol'] === 'rpc-v2-cbor') {
    const head = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };
    response.writeHead(501, head).end(encodeCbor({ __type: code, message }));
  } else if (headers['x-amz-target'] !== undefined) {
    const type = headers['content-type'] ?? 'application/x-amz-json-1.1';
    response.writeHead(501, { 'content-type': type }).end(JSON.stringify({ __type: code, message }));
  } else if (isForm(headers['content-type']) || xmlServices.includes(service)) {
    const error = { Error: { Type: 'Sender', Code: code, Message: message }, RequestId: 'local' };
    response.writeHead(501, { 'content-type': 'text/xml' });
    response.end(renderXml('ErrorResponse', error));
  } else {
    const head = { 'content-type': 'application/json', 'x-amzn-errortype': code };
    response.writeHead(501, head).end(JSON.stringify({ message }));
  }
}

function isForm(contentType = ''): boolean {
  return contentType.startsWith('application/x-www-form-urlencoded');
}

/** Encodes a map of texts: https://www.rfc-editor.org/rfc/rfc8949#section-3.1 */
function encodeCbor(map: Record<string, string>): Buffer {
  const entries = Object.entries(map);
  return Buffer.concat([Buffer.from([0xa0 + entries.length]), ...entries.flat().map(encodeText)]);
}

function encodeText(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x79, bytes.length >> 8, bytes.length & 0xff]), bytes]);
}
