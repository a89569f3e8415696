import { expect } from 'chai';
import { Formats, formatsRead } from '../../../functions/thumbnail/contract/source-formats.ts';
import { Variant } from '../../../functions/thumbnail/contract/variant.ts';
import { readSettings } from '../../../functions/thumbnail/settings.ts';
import { expectError } from '../../support/expect-error.ts';
import { functionEnvironment } from '../../support/function-environment.ts';

describe('readSettings', () => {
  it('reads every variable', () => {
    const { digest, ...settings } = readSettings(functionEnvironment);

    expect(settings).to.deep.equal({
      sourceBucket: 'example-source',
      processedBucket: 'example-processed',
      variants: [Variant.parse({ name: '200x200', width: 200, height: 200 })],
      formats: formatsRead(Formats.parse({})),
      thumbnailKeys: '{variant}/{key}.{format}',
      retiredKeys: [],
      cacheControl: 'public, max-age=300',
      mirrorDeletes: true,
      results: false,
      placeholder: false,
      probePrefix: undefined,
      logKeyArn: undefined,
      maxSourceBytes: 1_000_000,
      // Half of the memory beyond 120 MB, and three quarters of the CPU time.
      renderLimits: { memoryBytes: 864_550_912, pixels: 1_000_000, cpuMs: 16_500, wallMs: 22_000 },
    });
    expect(digest).to.match(/^[0-9a-f]{16}$/);
  });

  for (const [memory, cpuMs] of [
    ['512', 4776],
    ['10240', 16_500],
  ] as const) {
    it(`lets an image take three quarters of the CPU time that comes with ${memory} MB, up to one core`, () => {
      const { renderLimits } = readSettings({ ...functionEnvironment, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: memory });

      expect(renderLimits.cpuMs).to.equal(cpuMs);
    });
  }

  it('ignores other variables', () => {
    expect(readSettings({ ...functionEnvironment, PATH: '/bin' })).to.deep.equal(readSettings(functionEnvironment));
  });

  it('names each missing variable once', async () => {
    expect(await problemsOf({})).to.deep.equal(Object.keys(functionEnvironment).map((name) => `${name} is not set`));
  });

  it('names every malformed variable, with its value', async () => {
    const malformed = {
      SOURCE_BUCKET: '',
      PROCESSED_BUCKET: 'ab',
      VARIANTS: '[{',
      FORMATS: '["docx"]',
      THUMBNAIL_KEYS: '{variant}',
      RETIRED_KEYS: '["small/{variant}"]',
      CACHE_CONTROL: '',
      MAX_SOURCE_BYTES: '1e6',
      MAX_SOURCE_PIXELS: '0',
      MAX_RENDER_SECONDS: '-1',
      MIRROR_DELETES: 'yes',
      RESULTS: 'no',
      LOG_KEY_ARN: 'alias/log',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: 'much',
    };

    expect(await problemsOf(malformed)).to.deep.equal(
      Object.entries(malformed).map(([name, value]) => `${name} is ${JSON.stringify(value)}`),
    );
  });

  it('locates a problem in the variants', async () => {
    const VARIANTS = JSON.stringify([
      { name: 'small', width: 100, height: 100 },
      { name: 'large', width: 100, height: 0 },
    ]);

    const { message } = await expectError(Error, undefined, () => readSettings({ ...functionEnvironment, VARIANTS }));

    expect(message).to.contain('at 1.height: ');
  });

  it('refuses to write where it reads', async () => {
    const PROCESSED_BUCKET = functionEnvironment.SOURCE_BUCKET;

    expect(await problemsOf({ ...functionEnvironment, PROCESSED_BUCKET })).to.deep.equal([
      'PROCESSED_BUCKET is "example-source"',
    ]);
  });

  it('refuses to write where it reads even when other variables are wrong', async () => {
    const PROCESSED_BUCKET = functionEnvironment.SOURCE_BUCKET;

    const { CACHE_CONTROL: _, ...others } = functionEnvironment;

    expect(await problemsOf({ ...others, PROCESSED_BUCKET, MAX_SOURCE_BYTES: '-1' })).to.have.members([
      'CACHE_CONTROL is not set',
      'MAX_SOURCE_BYTES is "-1"',
      'PROCESSED_BUCKET is "example-source"',
    ]);
  });

  for (const [change, variables] of Object.entries({
    'the template of keys changes': { THUMBNAIL_KEYS: '{variant}/t/{key}.{format}' },
    'the variants change': { VARIANTS: JSON.stringify([{ name: '200x200', width: 200, height: 200, quality: 81 }]) },
    'placeholders are made': { PLACEHOLDER: 'true' },
    'the Cache-Control header changes': { CACHE_CONTROL: 'no-store' },
  })) {
    it(`gives another digest when ${change}`, () => {
      expect(digestWith(variables)).not.to.equal(digestWith({}));
    });
  }

  for (const [change, variables] of Object.entries({
    'the limits change': {
      MAX_SOURCE_BYTES: '7',
      MAX_SOURCE_PIXELS: '7',
      MAX_RENDER_SECONDS: '7',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '777',
    },
    'the buckets change': { SOURCE_BUCKET: 'another-source', PROCESSED_BUCKET: 'another-processed' },
    'the spelling of the variants changes': { VARIANTS: '[ { "height": 200, "width": 200, "name": "200x200" } ]' },
  })) {
    it(`gives the same digest when only ${change}`, () => {
      expect(digestWith(variables)).to.equal(digestWith({}));
    });
  }
});

/** Returns the problems that the error names, each without what was expected. */
async function problemsOf(environment: Record<string, string>): Promise<string[]> {
  const { message } = await expectError(Error, undefined, () => readSettings(environment));
  return [...message.matchAll(/^- ([A-Z_]+ is (?:not set|".*?")): /gm)].map(([, problem]) => `${problem}`);
}

function digestWith(variables: Record<string, string>): string {
  return readSettings({ ...functionEnvironment, ...variables }).digest;
}
