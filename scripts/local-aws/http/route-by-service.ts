import type { ServerResponse } from 'node:http';
import type { RequestHandler } from './http-endpoint.ts';
import { isLocalOrigin } from './is-local-origin.ts';
import { readCredential } from './read-credential.ts';
import { refuseService } from './refuse-service.ts';

/**
 * Routes a request to its service, which the scope of its signature names. Without one, as in an unsigned request, SQS is
 * known by its header and Lambda by its paths; everything else is for S3.
 *
 * @param onRefusal called with a line for each request to a service that is not one of these
 */
export function routeByService(
  handlers: Readonly<Record<'s3' | 'sqs' | 'lambda' | 'logs' | 'kms', RequestHandler>>,
  onRefusal: (line: string) => void,
): RequestHandler {
  const byName: Readonly<Record<string, RequestHandler>> = handlers;
  return async (request, response) => {
    const { headers, method, url } = request;
    const service = readCredential(headers.authorization)?.service ?? unsignedService(headers['x-amz-target'], url);
    const handler = byName[service];
    if (service !== 's3' && !isLocalOrigin(headers.origin)) return refuseForeignPage(response, headers.origin);
    if (handler) return handler(request, response);
    onRefusal(`${method} ${url}: the local AWS does not implement ${service}.`);
    return refuseService(service, request, response);
  };
}

/** S3 does this by itself, since its buckets may admit other sites. */
function refuseForeignPage(response: ServerResponse, origin: string | undefined): void {
  response.writeHead(403, { 'content-type': 'text/plain' }).end(`A page of ${origin} may not use the local AWS.\n`);
}

function unsignedService(target: string | string[] | undefined, url = ''): string {
  if (String(target).startsWith('AmazonSQS.')) return 'sqs';
  return url.startsWith('/2015-03-31/functions/') ? 'lambda' : 's3';
}
