// The server of the example signs uploads, serves thumbnails and results, and deletes. It runs against `npm start`.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { DeleteObjectCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { presignPost } from '../server.js';

const { PORT = '8080', AWS_REGION: region = 'eu-west-1' } = process.env;
const { S3_ENDPOINT: endpoint = 'http://127.0.0.1:4580' } = process.env;
const { SOURCE_BUCKET: source = 'thumbnails-dev-source-000000000000-eu-west-1' } = process.env;
const { PROCESSED_BUCKET: processed = 'thumbnails-dev-processed-000000000000-eu-west-1' } = process.env;
const local = { endpoint, forcePathStyle: true, credentials: { accessKeyId: 'example', secretAccessKey: 'any' } };
const s3 = new S3Client({ region, ...(endpoint !== 'aws' && local) });
const files = { '/': ['index.html', 'text/html'], '/client.js': ['../index.js', 'text/javascript'] };

/** Where a person's pictures are. Your application takes the person from their session. */
const prefix = 'users/42/';

createServer((request, response) => {
  answer(request, response).catch(({ name, $metadata }) => {
    if (!response.headersSent) response.writeHead($metadata?.httpStatusCode ?? 400).end(name);
  });
}).listen(Number(PORT), '127.0.0.1', () => console.log(`Open http://127.0.0.1:${PORT}`));
async function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (files[pathname]) return page(response, files[pathname]);
  const [, route, key] = /^\/(\w*)\/?(.*)/s.exec(decodeURIComponent(pathname));
  const routes = { 'POST uploads': sign, 'DELETE pictures': remove, 'GET images': show };
  await (routes[`${request.method} ${route}`]?.(request, response, key) ?? response.writeHead(404).end());
}

async function page(response, [file, type]) {
  const content = await readFile(new URL(file, import.meta.url));
  response.setHeader('content-type', `${type}; charset=utf-8`).end(content);
}
async function sign(request, response) {
  const { name, type } = await json(request);
  const key = `${prefix}${randomUUID()}/${name}`;
  const limits = { type: type || 'application/octet-stream', maxBytes: 20_000_000 };
  response.end(JSON.stringify(await presignPost(s3, { bucket: source, key, ...limits })));
}
async function show(_request, response, key) {
  if (!key.slice(key.indexOf('/') + 1).startsWith(prefix)) return response.writeHead(403).end();
  const image = await s3.send(new GetObjectCommand({ Bucket: processed, Key: key }));
  response.writeHead(200, { 'content-type': image.ContentType, 'cache-control': 'private, max-age=5' });
  await pipeline(image.Body, response);
}
async function remove(_request, response, key) {
  if (!key.startsWith(prefix)) return response.writeHead(403).end();
  await s3.send(new DeleteObjectCommand({ Bucket: source, Key: key }));
  response.writeHead(204).end();
}
