import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import type { LocalPipeline } from '../../../scripts/local-pipeline/local-pipeline.ts';
import { startPipelineWithConsole } from '../../../scripts/local-pipeline/pipeline-with-console.ts';
import { svg } from '../../support/pictures.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('consoleRequests', () => {
  let pipeline: LocalPipeline;
  let host: string;

  before(async () => {
    pipeline = await startPipelineWithConsole({
      directory: await temporaryDirectory(),
      port: 0,
      keepEvents: false,
      version: '1.2.3',
      onOutcome: () => {},
      onLine: () => {},
    });
    host = new URL(pipeline.endpoint).host;
  });
  after(() => pipeline?.stop());

  /** Sends a request whose path and headers are exactly these. */
  async function send(path: string, headers: Record<string, string> = {}, method = 'GET') {
    const { hostname, port } = new URL(pipeline.endpoint);
    return new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: string }>((done, fail) => {
      const sent = request({ hostname, port, path, method, headers: { host, ...headers } }, async (response) =>
        done({ status: response.statusCode, headers: response.headers, body: await text(response) }),
      );
      sent.on('error', fail).end();
    });
  }

  it('gives a browser the page at /, which may load nothing from elsewhere', async () => {
    const { status, headers, body } = await send('/', { accept: 'text/html,*/*;q=0.8' });

    expect([status, headers['content-type']]).to.deep.equal([200, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).to.match(
      /^default-src 'none'; script-src 'self';.*frame-ancestors 'none'/,
    );
    expect(body).to.match(/^<!doctype html>/);
  });

  it('leaves / to S3 for its clients', async () => {
    const credentials = { accessKeyId: 'me', secretAccessKey: 'any' };
    const s3 = new S3Client({ endpoint: pipeline.endpoint, region: 'eu-west-1', credentials });
    const { Buckets = [] } = await s3.send(new ListBucketsCommand());

    expect(Buckets.map(({ Name }) => Name)).to.include(pipeline.sourceBucket);
    expect((await send('/', { accept: 'application/xml' })).body).to.contain('<Code>AccessDenied</Code>');
  });

  it('tells its health', async () => {
    const { status, body } = await send('/health');

    expect([status, JSON.parse(body)]).to.deep.equal([
      200,
      { status: 'ok', name: 's3-thumbnail-pipeline', version: '1.2.3', process: process.pid, pending: 0 },
    ]);
  });

  it('refuses a name that only resolves to this machine', async () => {
    expect((await send('/_console/events', { host: `evil.example:${host.split(':')[1]}` })).status).to.equal(403);
    expect((await send('/', { host: 'evil.example', accept: 'text/html' })).status).to.equal(403);
  });

  for (const [method, path] of [
    ['POST', '/_console/redrive'],
    ['POST', '/_console/uploads'],
    ['DELETE', '/_console/source?key=a'],
  ] as const) {
    it(`refuses ${method} ${path} of another site`, async () => {
      const { status, body } = await send(path, { origin: 'https://evil.example' }, method);

      expect(status).to.equal(403);
      expect(JSON.parse(body).message).to.equal(
        `Origin is https://evil.example, expected http://${host}: only the console may use this.`,
      );
    });
  }

  for (const [path, status] of [
    ['/_console/page/../console.ts', 404],
    ['/_console/page/..%2fconsole.ts', 404],
    ['/_console/page/types.d.ts', 404],
    ['/_console/client/server.d.ts', 404],
    ['/_console/constructor', 404],
    ['/_console/page/%zz', 400],
    ['/_console/source?key=missing', 404],
    ['/_console/processed/missing', 404],
  ] as const) {
    it(`answers ${path} with ${status}`, async () => {
      expect((await send(path)).status).to.equal(status);
    });
  }

  it('says what is wrong with an upload', async () => {
    const { status, body } = await send('/_console/uploads', { origin: `http://${host}` }, 'POST');

    expect([status, JSON.parse(body).message]).to.deep.equal([400, 'The body is not JSON.']);
  });

  it('lets no uploaded document run as a part of the console', async () => {
    await pipeline.objects.put(pipeline.sourceBucket, 'a b.svg', svg('<script>fetch("/_console/redrive")</script>'));
    const shown = await send('/_console/source/a%20b.svg');
    const direct = await send(`/${pipeline.sourceBucket}/a%20b.svg`, { 'sec-fetch-dest': 'document' });

    expect([shown.status, shown.headers['content-type']]).to.deep.equal([200, 'image/svg+xml']);
    for (const { headers } of [shown, direct]) expect(headers['content-security-policy']).to.match(/^sandbox;/);
  });
});
