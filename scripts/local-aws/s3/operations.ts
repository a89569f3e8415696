import { checksumHeaders } from './checksums.ts';
import { notImplemented } from './errors.ts';
import { fixedHeaders } from './request/fixed-headers.ts';
import { namedOperation } from './request/unimplemented-operation.ts';

/** The kind of path: `/`, `/bucket` or `/bucket/key`. */
export type Target = 'service' | 'bucket' | 'object';

/** The conditions that select an operation, and everything else in its requests that changes their meaning. */
export interface Route {
  readonly request: `${string} ${Target}`;
  /** Query parameters that must be present. */
  readonly needs?: readonly string[];
  /** A header that must be present. */
  readonly needsHeader?: string;
  /** Query parameters that may be present. */
  readonly takes?: readonly string[];
  /** Headers that may be present. */
  readonly headers?: readonly string[];
}

const body = ['x-amz-decoded-content-length', 'x-amz-trailer'];
const write = ['if-match', 'if-none-match'];
const read = [...write, 'if-modified-since', 'if-unmodified-since', 'range', 'x-amz-checksum-mode'];
const attributes = ['x-amz-meta-*', ...fixedHeaders];
const checksumKind = ['x-amz-checksum-algorithm', 'x-amz-checksum-type'];
const copySource = [
  'x-amz-copy-source-if-match',
  'x-amz-copy-source-if-modified-since',
  'x-amz-copy-source-if-none-match',
  'x-amz-copy-source-if-unmodified-since',
];
const overrides = [
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
];
const list = ['prefix', 'delimiter', 'max-keys', 'encoding-type'];

/** The operations of the local S3. The first match is selected. */
export const routes = {
  ListBuckets: { request: 'GET service', takes: ['max-buckets', 'continuation-token', 'prefix', 'bucket-region'] },
  CreateBucket: {
    request: 'PUT bucket',
    headers: ['x-amz-acl', 'x-amz-bucket-object-lock-enabled', 'x-amz-object-ownership'],
  },
  HeadBucket: { request: 'HEAD bucket' },
  GetBucketLocation: { request: 'GET bucket', needs: ['location'] },
  GetBucketNotificationConfiguration: { request: 'GET bucket', needs: ['notification'] },
  ListMultipartUploads: {
    request: 'GET bucket',
    needs: ['uploads'],
    takes: ['prefix', 'delimiter', 'encoding-type', 'key-marker', 'max-uploads', 'upload-id-marker'],
  },
  ListObjectsV2: {
    request: 'GET bucket',
    needs: ['list-type'],
    takes: [...list, 'continuation-token', 'fetch-owner', 'start-after'],
  },
  ListObjectVersions: {
    request: 'GET bucket',
    needs: ['versions'],
    takes: [...list, 'key-marker', 'version-id-marker'],
  },
  ListObjects: { request: 'GET bucket', takes: [...list, 'marker'] },
  DeleteObjects: { request: 'POST bucket', needs: ['delete'], headers: body },
  PostObject: { request: 'POST bucket', headers: attributes },
  UploadPartCopy: {
    request: 'PUT object',
    needs: ['uploadId', 'partNumber'],
    needsHeader: 'x-amz-copy-source',
    headers: [...copySource, 'x-amz-copy-source-range'],
  },
  UploadPart: { request: 'PUT object', needs: ['uploadId', 'partNumber'], headers: body },
  CreateMultipartUpload: { request: 'POST object', needs: ['uploads'], headers: [...attributes, ...checksumKind] },
  CompleteMultipartUpload: {
    request: 'POST object',
    needs: ['uploadId'],
    headers: [...write, 'x-amz-checksum-type', 'x-amz-mp-object-size'],
  },
  AbortMultipartUpload: { request: 'DELETE object', needs: ['uploadId'] },
  ListParts: { request: 'GET object', needs: ['uploadId'], takes: ['max-parts', 'part-number-marker'] },
  GetObjectTagging: { request: 'GET object', needs: ['tagging'] },
  GetObject: { request: 'GET object', takes: ['partNumber', ...overrides], headers: read },
  HeadObject: { request: 'HEAD object', takes: ['partNumber', ...overrides], headers: read },
  CopyObject: {
    request: 'PUT object',
    needsHeader: 'x-amz-copy-source',
    headers: [...copySource, ...write, ...attributes, 'x-amz-checksum-algorithm', 'x-amz-metadata-directive'],
  },
  PutObject: { request: 'PUT object', headers: [...body, ...write, ...attributes] },
  DeleteObject: { request: 'DELETE object' },
} satisfies Record<string, Route>;

export type Operation = keyof typeof routes;

/**
 * Headers and parameters that any request may have. They change nothing, or are verified for all operations together: the
 * expected owners, and checksums where there is a body. `x-id` is the SDK's name of the operation.
 */
export const common = [
  ...checksumHeaders,
  'x-id',
  'x-amz-api-version',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-expected-bucket-owner',
  'x-amz-optional-object-attributes',
  'x-amz-request-payer',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-security-token',
  'x-amz-source-expected-bucket-owner',
  'x-amz-te',
  'x-amz-user-agent',
];

/**
 * Selects the operation of a request.
 *
 * @throws {S3Error} when there is none, or when it does not know a query parameter or a header (`NotImplemented`): to ignore
 *   those would do something else than the client requested
 */
export function selectOperation(
  method: string,
  target: Target,
  query: URLSearchParams,
  headers: ReadonlyMap<string, string>,
): Operation {
  const parameters = [...query.keys()].filter((name) => !common.includes(name));
  for (const [operation, route] of Object.entries<Route>(routes)) {
    const { request, needs = [], needsHeader = '', takes = [], headers: taken = [] } = route;
    if (request !== `${method} ${target}` || !needs.every((name) => query.has(name))) continue;
    if (needsHeader !== '' && !headers.has(needsHeader)) continue;

    const parameter = parameters.find((name) => !needs.includes(name) && !takes.includes(name));
    if (parameter !== undefined) {
      throw notImplemented(
        namedOperation(method, target, parameters) ?? `the query parameter "${parameter}" of ${operation}`,
      );
    }
    const header = [...headers.keys()]
      .filter(changesMeaning)
      .find((name) => name !== needsHeader && !taken.includes(generic(name)));
    if (header !== undefined) throw notImplemented(`the header "${header}" of ${operation}`);
    return operation as Operation;
  }
  throw notImplemented(
    namedOperation(method, target, parameters) ??
      `${method} on ${target}${parameters.length > 0 ? ` with ?${parameters.join('&')}` : ''}`,
  );
}

function changesMeaning(header: string): boolean {
  return /^(x-amz-|if-|range$)/.test(header) && !common.includes(header);
}

function generic(header: string): string {
  return header.startsWith('x-amz-meta-') ? 'x-amz-meta-*' : header;
}
