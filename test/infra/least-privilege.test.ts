import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { prepareLocalPackage } from '../../scripts/build/prepare-local-package.ts';
import { readStack } from '../../scripts/local-aws/index.ts';
import { stackVariant } from '../support/stack-variant.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { type Observations, observeStart, openPaths, type Paths } from './least-privilege/paths.ts';
import { removals } from './least-privilege/removals.ts';
import { writeStack } from './synthesized.ts';

const key = (id: string) => `arn:aws:kms:eu-west-1:000000000000:key/${id}`;

/** Settings that each add a statement to the role, with a key for each bucket and for the rest, so that none can replace another. */
const settings = {
  sourceBucket: { existing: 'photos', encryption: key('of-source') },
  processedBucket: { existing: 'thumbs', encryption: key('of-processed') },
  encryption: key('of-the-rest'),
  tracing: true,
  outcomeEvents: true,
  logKeys: 'hmac' as const,
  formats: { gif: false },
};

/** Permissions whose need the local AWS cannot show, and why. */
const notOnTheLaptop = {
  'SendTraces xray:PutTraceSegments':
    "Lambda's daemon sends the traces in the role of the function; the local AWS has none.",
  'SendTraces xray:PutTelemetryRecords': 'The daemon uses it to report on itself.',
  SendTraces: 'Both of them.',
};

const works: Observations = {
  deployment: 'done',
  'an upload': 'created, current thumbnail',
  'an overwrite': 'created, current thumbnail',
  'a removal': 'removed, no thumbnail',
  'no image over an image': 'rejected, no thumbnail',
  'a folder marker': 'skipped, no thumbnail',
  'an upload that is gone again': 'removed, no thumbnail',
  'a format that is off': 'rejected, no thumbnail',
  'a format that was on': 'rejected, current thumbnail',
  'a failure': 'kept',
  log: 'written',
  events: 'one for each success',
};

/** Returns the observation that the action is denied, on each of the paths. */
const deniedOn = (action: string, ...paths: string[]): Observations =>
  Object.fromEntries(paths.map((it) => [it, `denied ${action}, no thumbnail`]));

const uploadPaths = ['an upload', 'an overwrite', 'no image over an image'];
/** Nothing but the size of the object tells that it marks a directory. */
const markerPath = 'a folder marker';
const offPath = 'a format that is off';
const removalPaths = ['a removal', 'an upload that is gone again'];

/** The observations that differ when an action or a statement is removed. Those that are not listed must break something too. */
const symptoms: Record<string, Observations> = {
  ReadSourceObjects: {
    ...deniedOn('s3:GetObject', ...uploadPaths, markerPath, ...removalPaths, offPath),
    'a format that was on': 'denied s3:GetObject, current thumbnail',
  },
  DistinguishMissingFromDenied: {
    ...deniedOn('s3:ListBucket', 'an upload that is gone again'),
    // The answer to a HEAD has no body that would name another action.
    ...deniedOn('s3:GetObject', offPath),
    'a removal': 'denied s3:ListBucket, outdated thumbnail',
  },
  FindThumbnails: {
    ...deniedOn('s3:GetObject', offPath),
    'a format that was on': 'denied s3:GetObject, current thumbnail',
  },
  'WriteThumbnails s3:PutObject': deniedOn('s3:PutObject', 'an upload', 'an overwrite'),
  'WriteThumbnails s3:DeleteObject': {
    ...deniedOn('s3:DeleteObject', 'an upload that is gone again', markerPath, offPath),
    'a removal': 'denied s3:DeleteObject, outdated thumbnail',
    'no image over an image': 'denied s3:DeleteObject, outdated thumbnail',
    'a format that was on': 'denied s3:DeleteObject, current thumbnail',
  },
  DecryptSourceObjects: {
    ...deniedOn('kms:Decrypt', ...uploadPaths, markerPath, offPath),
    'a format that was on': 'denied kms:Decrypt, current thumbnail',
  },
  EncryptThumbnails: deniedOn('kms:GenerateDataKey', 'an upload', 'an overwrite'),
  HideKeysInLog: {
    ...deniedOn('kms:GenerateMac', ...uploadPaths, markerPath, 'an upload that is gone again', offPath),
    'a removal': 'denied kms:GenerateMac, no thumbnail',
    'a format that was on': 'denied kms:GenerateMac, current thumbnail',
    log: 'nothing written',
  },
  'WriteLog logs:CreateLogStream': { log: 'nothing written' },
  'WriteLog logs:PutLogEvents': { log: 'nothing written' },
  ReportFailures: { deployment: 'refused: sqs:SendMessage' },
  'EncryptFailures kms:Decrypt': { deployment: 'refused: kms:Decrypt' },
  'EncryptFailures kms:GenerateDataKey': { deployment: 'refused: kms:GenerateDataKey' },
  ReportOutcomes: { deployment: 'refused: events:PutEvents' },
};

/** Statements that a process of the function needs once, when it starts. */
const atStart = ['HideKeysInLog'];

describe("policy of the function's role, on the local AWS", () => {
  let paths: Paths;
  let whole: Observations;
  /** By removed part: the observations that differ from those with the whole policy. */
  const broken: Record<string, Observations> = {};
  before(async () => {
    const { zip: functionPackage } = await prepareLocalPackage();
    const directory = await withBucketKeys(await writeStack(await temporaryDirectory(), { settings, functionPackage }));
    const stack = await readStack(directory, { accountId: '000000000000', endpoint: 'http://127.0.0.1' });
    expect(stack.rolePolicies).to.have.lengthOf(1);

    paths = await openPaths(directory);
    whole = await paths.observe(directory);
    for (const [what, rest] of removals(stack.rolePolicies[0]?.policy ?? '')) {
      const variant = await stackVariant('resource.aws_iam_role_policy.thumbnail.policy', rest, directory);
      const seen = Object.entries(atStart.includes(what) ? await observeStart(variant) : await paths.observe(variant));
      broken[what] = Object.fromEntries(seen.filter(([on, it]) => it !== whole[on]));
    }
  });

  after(() => paths?.stop());

  it('allows every path of the function', () => {
    expect(whole).to.deep.equal(works);
  });

  it('contains nothing unnecessary: any removal breaks something', () => {
    const spare = Object.keys(broken).filter((what) => Object.keys(broken[what] ?? {}).length === 0);
    expect(spare).to.have.members(Object.keys(notOnTheLaptop));
  });

  it('breaks as expected when an action or a statement is removed', () => {
    expect(broken).to.deep.include(symptoms);
  });

  it('needs s3:ListBucket, without which a removal fails and leaves its thumbnail', () => {
    expect(works['a removal']).to.equal('removed, no thumbnail');
    expect(broken['DistinguishMissingFromDenied']?.['a removal']).to.equal('denied s3:ListBucket, outdated thumbnail');
  });
});

/** Adds the encryption keys of the existing buckets, which only the buckets themselves know, to the stack. */
async function withBucketKeys(directory: string): Promise<string> {
  const encryptionOf = ({ existing: bucket, encryption }: typeof settings.sourceBucket) => {
    const byDefault = { sse_algorithm: 'aws:kms', kms_master_key_id: encryption };
    return { bucket, rule: [{ apply_server_side_encryption_by_default: byDefault }] };
  };
  const keys = { source: encryptionOf(settings.sourceBucket), processed: encryptionOf(settings.processedBucket) };
  const { resource } = JSON.parse(await readFile(path.join(directory, 'cdk.tf.json'), 'utf8'));
  const type = 'aws_s3_bucket_server_side_encryption_configuration';
  return stackVariant('resource', { ...resource, [type]: keys }, directory);
}
