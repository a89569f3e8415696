import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface HttpServer {
  endpoint: string;
  close(): void;
}

/** Starts a server on this computer only. Close it when the test is done. */
export async function startServer(listener: RequestListener): Promise<HttpServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { endpoint: `http://127.0.0.1:${port}`, close };
}

export interface S3Stub extends HttpServer {
  /** The bodies by their paths: `/bucket/key`, percent-encoded as in the request. */
  objects: Map<string, Buffer>;
}

/** Starts the part of S3's HTTP interface that the function calls, with buckets in the path. Close it when the test is done. */
export async function startS3Stub(): Promise<S3Stub> {
  const objects = new Map<string, Buffer>();
  const server = await startServer(async ({ method, url }, response) => {
    const { pathname } = new URL(`${url}`, 'http://localhost');
    if (method === 'PUT') objects.set(pathname, await buffer(response.req));
    if (method === 'DELETE') objects.delete(pathname);
    if (method === 'PUT' || method === 'DELETE') return response.end();

    const body = objects.get(pathname);
    if (!body) return response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    return response.writeHead(200, { etag, 'content-length': body.byteLength }).end(body);
  });
  return { ...server, objects };
}
