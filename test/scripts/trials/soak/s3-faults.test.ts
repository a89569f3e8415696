import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { type Faults, noFaults } from '../../../../scripts/local-aws/index.ts';
import { type S3Fault, s3Faults } from '../../../../scripts/trials/soak/s3-faults.ts';
import { type RunningAws, runAws } from '../../../support/running-aws.ts';

type Kind = keyof typeof s3Faults;

describe('s3Faults', () => {
  let aws: RunningAws;
  let s3: S3Client;
  /** The fault of the next request. */
  let kind: Kind | undefined;
  const faults: Faults = {
    ...noFaults,
    s3: (handler) => (request, response) => {
      const fault: S3Fault | undefined = kind && s3Faults[kind];
      kind = undefined;
      return fault?.(handler, request, response) ?? handler(request, response);
    },
  };

  before(async () => {
    aws = await runAws({ faults });
    const credentials = { accessKeyId: 'developer', secretAccessKey: 'any' };
    s3 = new S3Client({ endpoint: aws.endpoint, region: aws.stack.region, credentials, maxAttempts: 1 });
    await put('beach'.repeat(1000));
  });
  after(() => aws.stop());

  const place = () => ({ Bucket: aws.processed, Key: 'photo.jpg' });
  const put = (Body: string) => s3.send(new PutObjectCommand({ ...place(), Body }));
  const get = async () => (await s3.send(new GetObjectCommand(place()))).Body?.transformToString();
  const stored = () => aws.objects.head(aws.processed, 'photo.jpg')?.size;
  const problemOf = (call: Promise<unknown>) =>
    call.then(
      () => 'none',
      (error: Error) => `${error.name}: ${error.message}`,
    );

  for (const [fault, problem] of Object.entries({
    'S3 answers 500': /^InternalError/,
    'S3 answers 503': /^SlowDown/,
    'S3 does not answer': /socket hang up/,
  })) {
    it(`${fault}: the request fails and has no effect`, async () => {
      kind = fault as Kind;
      expect(await problemOf(put('other'))).to.match(problem);
      expect(stored()).to.equal(5000);
    });
  }

  for (const [fault, problem] of Object.entries({
    'a body ends too soon': /aborted|Connection lost|closed/,
    'a body stalls': /aborted|Connection lost|closed/,
    'a byte of a body is changed': /Checksum mismatch/,
  })) {
    it(`${fault}: reading it fails`, async () => {
      kind = fault as Kind;
      expect(await problemOf(get())).to.match(problem);
      expect(await get()).to.have.length(5000);
    });
  }

  it('a byte of a body is changed: S3 refuses to store it', async () => {
    kind = 'a byte of a body is changed';
    expect(await problemOf(put('other'))).to.match(/^BadDigest/);
    expect(stored()).to.equal(5000);
  });

  it('S3 does it, but the answer is lost: the request fails and has its effect', async () => {
    kind = 'S3 does it, but the answer is lost';
    expect(await problemOf(put('other'))).to.match(/socket hang up/);
    expect(stored()).to.equal(5);
  });
});
