import { expect } from 'chai';
import { Formats } from '../../functions/thumbnail/contract/source-formats.ts';
import { Variants } from '../../functions/thumbnail/contract/variant.ts';
import { Settings } from '../../infra/settings.ts';
import { ecdsaKey, rsaKey } from './public-keys.ts';

const required = { project: 'thumbnails', name: 'dev', region: 'eu-west-1' };

const key = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const topic = 'arn:aws:sns:eu-west-1:123456789012:alerts';

const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']));

/** An address with one character before it has the maximum length of 254. */
const longDomain = `@${'b.'.repeat(125)}cd`;

const cases: Record<string, { accepted: unknown[]; refused: unknown[] }> = {
  project: { accepted: ['a', 'a1-b2'], refused: ['', 'A', '1a', 'a--b', 'a-', 'a_b', 'sthree-a', 'amzn-s3-demo', 7] },
  name: { accepted: ['dev', 'pull-7'], refused: ['', 'Dev', '-dev', 'dev.1', undefined] },
  region: {
    accepted: ['eu-west-1', 'us-gov-east-1', 'ap-southeast-7', 'eusc-de-east-1'],
    refused: ['', 'eu-west', 'Ireland', 'eu-west-1a', 'us-iso-east-1', 'us-isob-east-1'],
  },
  account: { accepted: ['123456789012', '000000000000'], refused: ['12345678901', '1234567890123', 123456789012, ''] },
  variants: {
    accepted: [[{ name: 'small', width: 1, height: 4096 }]],
    refused: [
      [],
      [{ name: 'small', width: 0, height: 1 }],
      [{ name: 'small', width: 1, height: 4097 }],
      [
        { name: 'small', width: 1, height: 1 },
        { name: 'small', width: 2, height: 2 },
      ],
    ],
  },
  thumbnailKeys: {
    accepted: ['{variant}/{key}.{format}', '{dir}/thumbs/{name}.{ext}_{width}x{height}.{format}'],
    refused: ['', '{key', '{variant}.{format}', '/{key}', '{key}/', 7],
  },
  retiredKeys: { accepted: [[], ['small/{key}.webp']], refused: ['small/{key}.webp', [''], ['{variant}/{key}.webp']] },
  cacheControl: {
    accepted: ['no-store', 'a'.repeat(255)],
    refused: ['', 'a'.repeat(256), 'a\nb', 'a\\b', '$x', '%x'],
  },
  memoryMegabytes: { accepted: [128, 10_240], refused: [127, 10_241, 128.5, '128', null] },
  timeoutSeconds: { accepted: [10, 900], refused: [0, 9, 901, 10.5] },
  reservedConcurrency: { accepted: [0, 100_000, 'unreserved'], refused: [-1, 0.5, 100_001, 'none'] },
  logRetentionDays: {
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
    accepted: [
      ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
      ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
    ],
    refused: [0, 2, 31, 1095, 3654, '30'],
  },
  maxSourceBytes: { accepted: [1, 10 * 1024 ** 3], refused: [0, 10 * 1024 ** 3 + 1] },
  maxSourcePixels: { accepted: [1, 10 * 1024 ** 3], refused: [0, 0.5, Number.POSITIVE_INFINITY] },
  maxEventAgeSeconds: { accepted: [600, 21_600], refused: [60, 599, 21_601, -1] },
  sourceBucket: {
    accepted: ['abc', 'a'.repeat(63), '1-2', 'xn-a'],
    refused: [
      'ab',
      'a'.repeat(64),
      'a.b',
      'Abc',
      '-bc',
      'bc-',
      'xn--abc',
      'sthree-abc',
      'abc-s3alias',
      'abc--x-s3',
      'abc--ol-s3',
      'abc--table-s3',
      'amzn-s3-demo-abc',
      'abc-an',
      7,
    ],
  },
  'sourceBucket that exists': {
    accepted: [{ existing: 'abc' }, { existing: 'abc-an' }, { existing: 'abc', encryption: key }],
    refused: [{}, { existing: 'ab' }, { existing: 'abc', encryption: 'KMS' }, { existing: 'abc', name: 'abc' }],
  },
  processedBucket: {
    accepted: ['abc', { existing: 'abc' }, { existing: 'abc', encryption: key }],
    refused: ['ab', 'abc-an', '$x', { existing: 'ab' }, { existing: 'abc', region: 'eu-west-1' }],
  },
  trigger: { accepted: ['notification', 'eventbridge'], refused: ['EventBridge', 's3', true] },
  encryption: {
    accepted: ['SSE-S3', key, 'arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-1'],
    refused: ['', 'KMS', 'arn:aws:kms:eu-west-1:123456789012:alias/photos', 'arn:aws:s3:::photos', `${key} `, true],
  },
  formerKeys: { accepted: [[], [key], [key, key]], refused: [key, ['SSE-S3'], [7], null] },
  versioning: { accepted: [true, false], refused: ['true', 1] },
  lifecycle: {
    accepted: [{}, { expireSourceDays: 1, tierSourceDays: 36_500, expireProcessedDays: 7 }],
    refused: [30, { expireSourceDays: 0 }, { expireSourceDays: 36_501 }, { expireDays: 7 }, { tierSourceDays: '30' }],
  },
  protect: { accepted: [true, false], refused: ['yes'] },
  mirrorDeletes: { accepted: [true, false], refused: [0] },
  results: { accepted: [true, false], refused: ['yes'] },
  uploads: {
    accepted: [
      { corsOrigins: ['*', 'https://www.example.com', 'http://127.0.0.1:8080', 'http://[::1]:8080'] },
      { corsOrigins: ['https://*.example.com', 'http://localhost:*', 'capacitor://localhost', 'https://a.b:80'] },
    ],
    refused: [
      {},
      { corsOrigins: [] },
      { corsOrigins: 'https://www.example.com' },
      ...[
        '',
        'null',
        'www.example.com',
        'https://www.example.com/',
        'https://www.example.com/photos',
        'https://Example.com',
        'https://example.com:443',
        'http://example.com:80',
        'https://*.*.example.com',
        'https://*:*',
        'https://',
        'https://a..b',
        'https://a b',
        'https://user@example.com',
        'https://ö.example',
        '$x',
      ].map((origin) => ({ corsOrigins: [origin] })),
      { corsOrigins: ['*'], methods: ['PUT'] },
    ],
  },
  readers: {
    accepted: [
      {},
      { roles: ['arn:aws:iam::123456789012:role/a/path/web'] },
      { cloudfrontDistributions: ['arn:aws:cloudfront::123456789012:distribution/E1ABCDEFGHIJKL'] },
    ],
    refused: [
      { roles: 'arn:aws:iam::123456789012:role/web' },
      ...['*', '123456789012', 'web', 'arn:aws:iam::123456789012:user/web', 'arn:aws:iam::123456789012:role/*'].map(
        (role) => ({ roles: [role] }),
      ),
      ...['E1ABCDEFGHIJKL', 'arn:aws:cloudfront::123456789012:distribution/*'].map((distribution) => ({
        cloudfrontDistributions: [distribution],
      })),
      { users: [] },
    ],
  },
  delivery: {
    accepted: [
      {},
      { cloudfront: {} },
      { cloudfront: { access: 'signed', publicKeys: [rsaKey, ecdsaKey], domain: 'images.example.com' } },
      { cloudfront: { certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/1234abcd-12ab' } },
      { cloudfront: { priceClass: 'PriceClass_200', accessLogBucket: 'logs', corsOrigins: ['https://a.example'] } },
    ],
    refused: [
      { cloudfront: true },
      { cdn: {} },
      ...[
        { access: 'private' },
        { publicKeys: rsaKey },
        { publicKeys: [rsaKey, `\n${rsaKey.replaceAll('\n', '\r\n')}`] },
        { domain: 'https://images.example.com' },
        { domain: '*.example.com' },
        { domain: 'Images.example.com' },
        { certificate: '1234abcd' },
        { priceClass: '100' },
        { accessLogBucket: 'logs.s3.amazonaws.com' },
        { corsOrigins: [] },
      ].map((cloudfront) => ({ cloudfront })),
    ],
  },
  accessLogBucket: { accepted: ['abc'], refused: ['a', true] },
  permissionsBoundary: {
    accepted: ['arn:aws:iam::123456789012:policy/bootstrap/thumbnails-dev-boundary'],
    refused: ['boundary', 'arn:aws:iam::123456789012:role/boundary', 'arn:aws:iam::aws:policy/'],
  },
  tracing: { accepted: [true, false], refused: ['Active'] },
  outcomeEvents: { accepted: [true, false], refused: [null] },
  thumbnailEvents: { accepted: [true, false], refused: [null] },
  alarms: {
    accepted: [
      {},
      { enabled: false },
      { emails: ['a@b.cd', 'first.last+tag@sub.example.com'] },
      { emails: [`${'a'.repeat(64)}@b.cd`, `a${longDomain}`] },
      { invocationsPerHour: 1, rejectionsPercent: 1 },
      { rejectionsPercent: 99 },
      { page: topic, ticket: topic },
      { key },
      { key: 'arn:aws:kms:eu-west-1:123456789012:alias/thumbnails-alarms' },
    ],
    refused: [
      false,
      { email: 'a@b.cd' },
      { emails: 'a@b.cd' },
      { emails: ['nobody'] },
      { emails: ['a@b'] },
      { emails: ['a b@c.de'] },
      { emails: ['a..b@c.de'] },
      { emails: ['.a@b.cd'] },
      { emails: ['a.@b.cd'] },
      { emails: [`${'a'.repeat(65)}@b.cd`] },
      { emails: [`aa${longDomain}`] },
      { emails: ['a@b.cd', 'A@b.cd'] },
      { emails: ['a.b@c.de', 'a-b@c.de'] },
      { invocationsPerHour: 0 },
      { rejectionsPercent: 0 },
      { rejectionsPercent: 100 },
      { rejectionsPerHour: 100 },
      { page: 'pager' },
      { page: `${topic}.fifo` },
      { key: 'alias/thumbnails-alarms' },
      { key: 'SSE-S3' },
    ],
  },
  formats: {
    accepted: [{}, { heic: false }, { avif: true, svg: false }],
    refused: [{ docx: true }, { heic: 'no' }, ['heic'], 'heic'],
  },
  dashboard: { accepted: [true, false], refused: ['on'] },
  remoteState: {
    accepted: [
      { bucket: 'abc', region: 'eu-west-1' },
      { bucket: 'abc', region: 'eu-west-1', encryption: key },
    ],
    refused: [
      'abc',
      { bucket: 'abc' },
      { region: 'eu-west-1' },
      { bucket: 'abc', region: 'eu-west-1', key: '/k' },
      { bucket: 'abc', region: 'eu-west-1', roleArn: 'r' },
      { bucket: 'abc', region: 'eu-west-1', encryption: 'SSE-S3' },
    ],
  },
  tags: {
    accepted: [
      {},
      { ['k'.repeat(128)]: 'v'.repeat(256) },
      { 'cost:centre-': 'a+b=c@d/e' },
      { key: '-value' },
      tags(48),
      { ...tags(48), Environment: 'production', PROJECT: 'p' },
    ],
    refused: [
      tags(49),
      { ...tags(49), Environment: 'production' },
      { owner: 'a', Owner: 'a' },
      { ['k'.repeat(129)]: 'v' },
      { k: '' },
      { k: 'v'.repeat(257) },
      { 'aws:x': 'v' },
      { 'AWS:x': 'v' },
      { '-k': 'v' },
      { k: 7 },
      { k: '"' },
      { '': 'v' },
      [],
    ],
  },
};

describe('Settings', () => {
  for (const [setting, { accepted, refused }] of Object.entries(cases)) {
    it(`accepts valid and refuses invalid values of ${setting}`, () => {
      const [name = ''] = setting.split(' ');
      for (const value of accepted) expect(isAccepted({ [name]: value }), describeValue(value)).to.equal(true);
      for (const value of refused) expect(isAccepted({ [name]: value }), describeValue(value)).to.equal(false);
    });
  }

  it('refuses an unknown setting', () => {
    expect(isAccepted({ memory: 512 })).to.equal(false);
  });

  it('has a default for everything but project, name, region and what names a bucket', () => {
    expect(Settings.parse(required)).to.deep.equal({
      ...required,
      variants: Variants.parse([{ name: '200x200', width: 200, height: 200, withoutEnlargement: false }]),
      thumbnailKeys: '{variant}/{key}.{format}',
      retiredKeys: [],
      formats: Formats.parse({}),
      architecture: 'arm64',
      batchBackfill: false,
      memoryMegabytes: 1024,
      timeoutSeconds: 30,
      reservedConcurrency: 10,
      logRetentionDays: 30,
      logKeys: 'plain',
      maxSourceBytes: 104_857_600,
      maxSourcePixels: 100_000_000,
      maxEventAgeSeconds: 21_600,
      keyFilters: [{ prefix: '', suffix: '' }],
      mirrorDeletes: true,
      readers: { roles: [], cloudfrontDistributions: [] },
      delivery: {},
      results: false,
      placeholder: false,
      encryption: 'SSE-S3',
      formerKeys: [],
      versioning: false,
      lifecycle: {},
      protect: false,
      tracing: false,
      outcomeEvents: false,
      thumbnailEvents: false,
      alarms: { enabled: true, emails: [], invocationsPerHour: 10_000, rejectionsPercent: 25 },
      dashboard: true,
      tags: {},
    });
  });
});

function isAccepted(settings: object): boolean {
  return Settings.safeParse({ ...required, ...settings }).success;
}

function describeValue(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 60) ?? 'undefined';
}
