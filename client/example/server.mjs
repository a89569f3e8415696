// The server of the example signs uploads, serves thumbnails and results, and deletes. It runs against `npm start`.
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { DeleteObjectCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { presignPost } from '../server.js';

const {
  PORT = '8080',
  AWS_REGION: region = 'eu-west-1',
  S3_ENDPOINT: endpoint = 'http://127.0.0.1:4580',
} = process.env;
const { SOURCE_BUCKET: source = 'thumbnails-dev-source-000000000000-eu-west-1' } = process.env;
const { PROCESSED_BUCKET: processed = 'thumbnails-dev-processed-000000000000-eu-west-1' } = process.env;
const local = { endpoint, forcePathStyle: true, credentials: { accessKeyId: 'example', secretAccessKey: 'any' } };
const s3 = new S3Client({ region, ...(endpoint !== 'aws' && local) });
const files = { '/': ['index.html', 'text/html'], '/client.js': ['../index.js', 'text/javascript'] };

/** Where a person's pictures are. Your application takes the person from their session. */
const folder = 'users/42/';

createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const [, route, key] = /^\/(\w*)\/?(.*)/.exec(decodeURIComponent(pathname));
  const answers = { 'POST uploads': sign, 'DELETE pictures': remove, 'GET images': show };
  const answer = files[pathname] ? page : answers[`${request.method} ${route}`];
  const failed = ({ name, $metadata }) => response.writeHead($metadata?.httpStatusCode ?? 400).end(name);
  Promise.resolve(answer?.(request, response, key) ?? response.writeHead(404).end()).catch(failed);
}).listen(Number(PORT), '127.0.0.1', () => console.log(`Open http://127.0.0.1:${PORT}`));

async function page({ url }, response) {
  const [file, type] = files[url];
  response.setHeader('content-type', `${type}; charset=utf-8`);
  createReadStream(new URL(file, import.meta.url)).pipe(response);
}

async function sign(request, response) {
  const { name, type } = await json(request);
  const key = `${folder}${randomUUID()}/${name}`;
  response.end(JSON.stringify(await presignPost(s3, { bucket: source, key, type, maxBytes: 20_000_000 })));
}

async function show(_request, response, key) {
  if (!key.slice(key.indexOf('/') + 1).startsWith(folder)) return response.writeHead(403).end();
  const image = await s3.send(new GetObjectCommand({ Bucket: processed, Key: key }));
  response.writeHead(200, { 'content-type': image.ContentType, 'cache-control': 'private, max-age=5' });
  image.Body.pipe(response);
}

async function remove(_request, response, key) {
  if (!key.startsWith(folder)) return response.writeHead(403).end();
  await s3.send(new DeleteObjectCommand({ Bucket: source, Key: key }));
  response.writeHead(204).end();
}
