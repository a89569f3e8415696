import type { RequestHandler } from './http-endpoint.ts';

/** Routes a request to its service: SQS names its actions in a header, Lambda's paths begin with its API's version. */
export function routeByService({ s3, sqs, lambda }: Record<'s3' | 'sqs' | 'lambda', RequestHandler>): RequestHandler {
  return (request, response) => {
    if (String(request.headers['x-amz-target']).startsWith('AmazonSQS.')) return sqs(request, response);
    if (request.url?.startsWith('/2015-03-31/functions/')) return lambda(request, response);
    return s3(request, response);
  };
}
