import { generateKeyPairSync } from 'node:crypto';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedCookies, getSignedUrl } from '@aws-sdk/cloudfront-signer';
import { expect } from 'chai';
import { waitForResult } from '../../../../client/index.js';
import type { EnvironmentSettings } from '../../../../infra/settings.ts';
import { functionPackage, preparePackage } from '../../../../scripts/build/prepare-package.ts';
import { type Delivery, openDeliveries } from '../../../../scripts/local-aws/cloudfront/open-deliveries.ts';
import { openBucketStore } from '../../../../scripts/local-aws/s3/store/bucket-store.ts';
import { readStack } from '../../../../scripts/local-aws/terraform/stack.ts';
import { writeStack } from '../../../infra/synthesized.ts';
import { expectError } from '../../../support/expect-error.ts';
import { quartered } from '../../../support/pictures.ts';
import { runAws } from '../../../support/running-aws.ts';
import { stackVariant } from '../../../support/stack-variant.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const page = 'https://www.example.com';
const settings: Partial<EnvironmentSettings> = {
  results: true,
  uploads: { corsOrigins: [page] },
  delivery: { cloudfront: {} },
};
const cat = '200x200/cat.png.webp';
const place = { accountId: '000000000000', endpoint: 'http://127.0.0.1:4580' };

describe('openDeliveries', () => {
  const opened: Delivery[] = [];
  const refusals: string[] = [];
  after(() => Promise.all(opened.map((it) => it.close())));

  /** Serves a stack whose processed bucket has one thumbnail. */
  async function deliver(stackDirectory: string): Promise<Delivery> {
    const stack = await readStack(stackDirectory, place);
    const store = await openBucketStore({ directory: await temporaryDirectory(), onChange: () => {} });
    for (const { bucket } of stack.buckets) {
      await store.createBucket(bucket);
      const headers = { 'content-type': 'image/webp', 'cache-control': 'public, max-age=300' };
      await store.put(bucket, cat, Buffer.from('thumbnail'), { headers });
    }
    const [delivery] = await openDeliveries(stack, 0, { store, onRefusal: (line) => refusals.push(line) });
    if (!delivery) throw new Error('The stack has no distribution.');
    opened.push(delivery);
    return delivery;
  }

  const codeOf = async (response: Response) => /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];

  describe('with a public distribution', () => {
    let directory: string;
    let url: string;
    before(async () => {
      directory = await writeStack(await temporaryDirectory(), { settings });
      ({ url } = await deliver(directory));
    });

    it('serves an object as it is stored, with the security headers of its policy', async () => {
      const response = await fetch(`${url}/${cat}?v=1`);

      expect(await response.text()).to.equal('thumbnail');
      expect(Object.fromEntries(response.headers)).to.include({
        'content-type': 'image/webp',
        'cache-control': 'public, max-age=300',
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000',
        'x-cache': 'Miss from cloudfront',
      });
      expect(response.headers.has('access-control-allow-origin')).to.equal(false);
    });

    it('answers HEAD, a range, and the condition of a browser that has the object', async () => {
      const head = await fetch(`${url}/${cat}`, { method: 'HEAD' });
      expect([head.status, head.headers.get('content-length'), await head.text()]).to.deep.equal([200, '9', '']);

      const part = await fetch(`${url}/${cat}`, { headers: { range: 'bytes=0-4' } });
      expect([part.status, await part.text()]).to.deep.equal([206, 'thumb']);

      const etag = head.headers.get('etag') ?? '';
      const cached = await fetch(`${url}/${cat}`, { headers: { 'if-none-match': etag } });
      expect([cached.status, cached.headers.get('x-frame-options')]).to.deep.equal([304, 'DENY']);
    });

    it('lets a page of its origins read a response, and no other', async () => {
      const from = (origin: string) => fetch(`${url}/${cat}`, { headers: { origin } });
      const allowed = Object.fromEntries((await from(page)).headers);
      expect(allowed).to.include({ 'access-control-allow-origin': page, 'access-control-expose-headers': 'ETag' });
      expect(allowed).not.to.have.property('access-control-allow-credentials');
      expect((await from('https://www.example.org')).headers.has('access-control-allow-origin')).to.equal(false);
    });

    it('answers 403 for a missing key, with the headers that let a page read it', async () => {
      const response = await fetch(`${url}/200x200/gone.png.webp`, { headers: { origin: page } });
      expect([response.status, await codeOf(response)]).to.deep.equal([403, 'AccessDenied']);
      expect(response.headers.get('access-control-allow-origin')).to.equal(page);
      expect(response.headers.get('x-cache')).to.equal('Error from cloudfront');
    });

    it('refuses a method that changes something, and a preflight, which the distribution does not answer', async () => {
      for (const method of ['PUT', 'DELETE', 'POST', 'OPTIONS']) {
        expect((await fetch(`${url}/${cat}`, { method })).status).to.equal(403);
      }
      expect(refusals.at(-1)).to.match(/^OPTIONS .*its method is OPTIONS, expected GET or HEAD/);
      expect((await fetch(`${url}/${cat}`)).status).to.equal(200);
    });

    it('serves nothing without the statement of the bucket policy, as on AWS', async () => {
      const statement = 'data.aws_iam_policy_document.processed.statement.AllowCloudFront';
      const without = await deliver(await stackVariant(statement, undefined, directory));
      expect((await fetch(`${without.url}/${cat}`)).status).to.equal(403);
    });

    it('serves nothing to a distribution that the bucket policy does not name', async () => {
      const values = 'data.aws_iam_policy_document.processed.statement.AllowCloudFront.condition.0.values';
      const other = ['arn:aws:cloudfront::000000000000:distribution/EOTHER'];
      const { url } = await deliver(await stackVariant(values, other, directory));
      expect((await fetch(`${url}/${cat}`)).status).to.equal(403);
    });

    it('names an argument that it does not know', async () => {
      const variant = await stackVariant(
        'resource.aws_cloudfront_distribution.delivery.default_cache_behavior.compress',
        true,
        directory,
      );
      const { message } = await expectError(Error, undefined, () => readStack(variant, place));
      expect(message).to.match(/^aws_cloudfront_distribution\.delivery does not match/);
      expect(message).to.contain('default_cache_behavior.compress');
    });
  });

  describe('with signed access', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const publicKeys = [publicKey.export({ type: 'spki', format: 'pem' }).toString()];
    const dateLessThan = new Date(Date.now() + 600_000).toISOString();
    let delivery: Delivery;
    let signer: { keyPairId: string; privateKey: string };
    before(async () => {
      const cloudfront = { access: 'signed' as const, publicKeys };
      const directory = await writeStack(await temporaryDirectory(), {
        settings: { ...settings, delivery: { cloudfront } },
      });
      delivery = await deliver(directory);
      signer = { keyPairId: delivery.keyIds[0] ?? '', privateKey: pem };
    });

    it('serves a signed URL', async () => {
      const response = await fetch(getSignedUrl({ url: `${delivery.url}/${cat}?v=1`, dateLessThan, ...signer }));
      expect(await response.text()).to.equal('thumbnail');
    });

    it('serves a page with signed cookies, which it may send', async () => {
      const policy = JSON.stringify({
        Statement: [
          {
            Resource: `${delivery.url}/*`,
            Condition: { DateLessThan: { 'AWS:EpochTime': Math.ceil(Date.parse(dateLessThan) / 1000) } },
          },
        ],
      });
      const cookies = Object.entries(getSignedCookies({ policy, ...signer }));
      const cookie = cookies.map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(`${delivery.url}/${cat}`, { headers: { cookie, origin: page } });
      expect(await response.text()).to.equal('thumbnail');
      expect(response.headers.get('access-control-allow-credentials')).to.equal('true');
    });

    it('refuses everything else with the code of CloudFront, and tells the developer why', async () => {
      const unsigned = await fetch(`${delivery.url}/${cat}`);
      expect([unsigned.status, await codeOf(unsigned)]).to.deep.equal([403, 'MissingKey']);

      const expired = getSignedUrl({ url: `${delivery.url}/${cat}`, ...signer, dateLessThan: '2026-01-01T00:00:00Z' });
      const response = await fetch(expired);
      expect([response.status, await codeOf(response)]).to.deep.equal([403, 'AccessDenied']);
      expect(refusals.at(-1)).to.contain('it expired at 2026-01-01T00:00:00.000Z');
    });
  });

  it('serves an upload from result to thumbnail, until the upload is deleted', async () => {
    await preparePackage();
    const aws = await runAws({
      stackDirectory: await writeStack(await temporaryDirectory(), { settings, functionPackage: functionPackage() }),
    });
    try {
      const [{ url } = { url: '' }] = aws.deliveries;
      const upload = { Bucket: aws.source, Key: 'a#1 50% é.png' };
      const Body = await quartered(300, 200).png().toBuffer();
      const { ETag = '' } = await aws.s3().send(new PutObjectCommand({ ...upload, Body }));

      const result = await waitForResult({ url }, { key: upload.Key, etag: ETag });
      if (result.result !== 'created') throw new Error(`Expected a thumbnail, got ${JSON.stringify(result)}.`);
      const path = result.thumbnails[0]?.key.split('/').map(encodeURIComponent).join('/');
      const shown = await fetch(`${url}/${path}`);
      expect([shown.status, shown.headers.get('content-type')]).to.deep.equal([200, 'image/webp']);

      await aws.s3().send(new DeleteObjectCommand(upload));
      await aws.drain();
      expect((await fetch(`${url}/${path}`)).status).to.equal(403);
    } finally {
      await aws.stop();
    }
  });
});
