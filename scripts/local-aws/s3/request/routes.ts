import { checksumHeaders } from '../checksums.ts';
import { notImplemented } from '../errors.ts';

/** The kind of path: `/`, `/bucket` or `/bucket/key`. */
export type Target = 'service' | 'bucket' | 'object';

/** The conditions that select an operation, and everything else in its requests that changes their meaning. */
interface Route {
  readonly request: `${string} ${Target}`;
  /** Query parameters that must be present. */
  readonly needs?: readonly string[];
  /** Query parameters that may be present. */
  readonly takes?: readonly string[];
  readonly headers?: readonly string[];
}

const body = [...checksumHeaders, 'x-amz-decoded-content-length', 'x-amz-trailer'];
const conditions = ['if-match', 'if-none-match'];
const metadata = 'x-amz-meta-*';
const read = ['range', 'x-amz-checksum-mode', ...conditions];
const create = [metadata, 'x-amz-checksum-algorithm', 'x-amz-checksum-type'];
const list = ['prefix', 'delimiter', 'max-keys', 'continuation-token', 'start-after', 'encoding-type'];

/** The operations of the local S3. The first match is selected. */
const routes = {
  ListBuckets: { request: 'GET service' },
  GetBucketLocation: { request: 'GET bucket', needs: ['location'] },
  ListObjectsV2: { request: 'GET bucket', needs: ['list-type'], takes: list },
  HeadBucket: { request: 'HEAD bucket' },
  DeleteObjects: { request: 'POST bucket', needs: ['delete'], headers: body },
  UploadPart: { request: 'PUT object', needs: ['uploadId', 'partNumber'], headers: body },
  CreateMultipartUpload: { request: 'POST object', needs: ['uploads'], headers: create },
  CompleteMultipartUpload: {
    request: 'POST object',
    needs: ['uploadId'],
    headers: [...checksumHeaders, ...conditions],
  },
  AbortMultipartUpload: { request: 'DELETE object', needs: ['uploadId'] },
  GetObject: { request: 'GET object', headers: read },
  HeadObject: { request: 'HEAD object', headers: read },
  PutObject: { request: 'PUT object', headers: [...body, ...conditions, metadata] },
  DeleteObject: { request: 'DELETE object' },
} satisfies Record<string, Route>;

export type Operation = keyof typeof routes;

/** Headers and parameters that do not change the meaning of a request; `x-id` is the SDK's name of the operation. */
const meaningless = [
  'x-id',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-security-token',
  'x-amz-user-agent',
];

/**
 * Selects the operation of a request.
 *
 * @throws {S3Error} `NotImplemented` when there is none, or when it does not know a query parameter or a header: to ignore
 *   those would do something else than the client requested
 */
export function selectOperation(
  method: string,
  target: Target,
  query: URLSearchParams,
  headers: ReadonlyMap<string, string>,
): Operation {
  const parameters = [...query.keys()].filter((name) => !meaningless.includes(name));
  for (const [operation, route] of Object.entries<Route>(routes)) {
    const { request, needs = [], takes = [], headers: taken = [] } = route;
    if (request !== `${method} ${target}` || !needs.every((name) => query.has(name))) continue;

    const parameter = parameters.find((name) => !needs.includes(name) && !takes.includes(name));
    if (parameter !== undefined) throw notImplemented(`the query parameter "${parameter}" of ${operation}`);
    const header = [...headers.keys()].filter(changesMeaning).find((name) => !taken.includes(generic(name)));
    if (header !== undefined) throw notImplemented(`the header "${header}" of ${operation}`);
    return operation as Operation;
  }
  throw notImplemented(`${method} on ${target}${parameters.length > 0 ? ` with ?${parameters.join('&')}` : ''}`);
}

function changesMeaning(header: string): boolean {
  return /^(x-amz-|if-|range$)/.test(header) && !meaningless.includes(header);
}

function generic(header: string): string {
  return header.startsWith('x-amz-meta-') ? metadata : header;
}
