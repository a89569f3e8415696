import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import type { FunctionPackage } from '../../infra/constructs/function-code.ts';
import { parseEnvironments } from '../../infra/parse-environments.ts';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import type { EnvironmentSettings } from '../../infra/settings.ts';
import { synthApp } from '../../infra/synth-app.ts';
import { App } from '../../infra/terraform.ts';
import { ecdsaKey, rsaKey } from './public-keys.ts';

const Blocks = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));

const Configuration = z.object({
  resource: Blocks,
  data: Blocks,
  output: z.record(z.string(), z.object({ value: z.union([z.string(), z.array(z.string())]) })),
  provider: z.object({ aws: z.tuple([z.record(z.string(), z.unknown())]) }),
  terraform: z.object({ backend: z.unknown(), required_version: z.string() }),
});

export interface Synthesized extends z.output<typeof Configuration> {
  /** The text of the file. */
  text: string;
  /** Returns the arguments of a resource by its address, such as `aws_s3_bucket.source`. */
  resourceAt: (address: string) => Record<string, unknown>;
  /** Returns the arguments of a data source by its address without `data`. */
  dataAt: (address: string) => Record<string, unknown>;
}

/** Returns a reference as Terraform's JSON writes it. */
export const reference = (address: string) => `\${${address}}`;

/** An empty zip archive: nothing reads the function's package before it is deployed. */
export const emptyZip = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

/** The synthesized environment, without the settings that a test adds. */
export const environment = { project: 'thumbnails', name: 'test', region: 'eu-west-1' };

/** Every setting differs from its default, except where two exclude each other: the source bucket is a new one. */
export const everyOption: Partial<EnvironmentSettings> = {
  variants: [
    { name: 'small', width: 100, height: 50, fit: 'inside', format: 'avif', quality: 1 },
    { name: 'large', width: 4096, height: 4096, format: 'png' },
  ],
  thumbnailKeys: '{dir}/thumbs/{name}.{ext}_{width}x{height}.{format}',
  retiredKeys: ['200x200/{key}.webp'],
  formats: { heic: false, svg: true },
  cacheControl: 'public, max-age=31536000, no-transform',
  memoryMegabytes: 10_240,
  timeoutSeconds: 900,
  reservedConcurrency: 'unreserved',
  maxEventAgeSeconds: 600,
  logRetentionDays: 3653,
  logKeys: 'hmac',
  keyFilters: [{ prefix: "/A-z_0.9!'()/", suffix: '.JPG' }, { suffix: '.png' }],
  mirrorDeletes: false,
  results: true,
  uploads: { corsOrigins: ['https://www.example.com', 'https://*.example.com:8443'] },
  sourceBucket: 'photos',
  processedBucket: 'thumbs',
  readers: {
    roles: ['arn:aws:iam::123456789012:role/web'],
    cloudfrontDistributions: ['arn:aws:cloudfront::123456789012:distribution/E1ABCDEFGHIJKL'],
  },
  delivery: {
    cloudfront: {
      access: 'signed',
      publicKeys: [rsaKey, ecdsaKey],
      domain: 'images.example.com',
      certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/1234abcd',
      priceClass: 'PriceClass_100',
      accessLogBucket: 'access-logs',
      corsOrigins: ['https://www.example.com', 'https://*.example.com:8443'],
    },
  },
  account: '123456789012',
  encryption: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd',
  formerKeys: ['arn:aws:kms:eu-west-1:123456789012:key/former'],
  versioning: true,
  lifecycle: { expireSourceDays: 365, tierSourceDays: 30, expireProcessedDays: 90 },
  accessLogBucket: 'access-logs',
  permissionsBoundary: 'arn:aws:iam::123456789012:policy/bootstrap/thumbnails-test-boundary',
  tracing: true,
  outcomeEvents: true,
  thumbnailEvents: true,
  probe: 'configuration',
  batchBackfill: true,
  alarms: { emails: ['ops@example.com', 'Second.Person+alarms@example.com'], rejectionsPercent: 1 },
  tags: { 'a b_c.d:e/f=g+h-i@j': 'a b_c.d:e/f=g+h-i@j' },
};

/** Synthesizes the stack of one environment with the given settings, and returns the configuration that Terraform would read. */
export async function synthesized(
  settings: Partial<EnvironmentSettings> = {},
  functionPackage?: FunctionPackage,
): Promise<Synthesized> {
  const directory = await mkdtemp(join(tmpdir(), 'synthesized-'));
  try {
    const options = functionPackage === undefined ? { settings } : { settings, functionPackage };
    const stack = await writeStack(join(directory, 'cdktf.out'), options);
    return await read(join(stack, 'cdk.tf.json'));
  } finally {
    await rm(directory, { recursive: true });
  }
}

/**
 * Synthesizes into a directory, which is created. Returns the directory of the stack within it.
 *
 * @param options.functionPackage the function's zip, if something reads it
 */
export async function writeStack(
  outdir: string,
  options: { settings?: Partial<EnvironmentSettings>; hcl?: boolean; functionPackage?: FunctionPackage },
): Promise<string> {
  const { settings = {}, hcl = false, functionPackage = join(outdir, 'thumbnail.zip') } = options;
  await mkdir(outdir, { recursive: true });
  if (options.functionPackage === undefined) await writeFile(join(outdir, 'thumbnail.zip'), emptyZip);
  // Only this variable works: with the App's own option cdktf writes JSON into a file that is named as HCL.
  process.env['SYNTH_HCL_OUTPUT'] = String(hcl);
  try {
    const app = new App({ outdir, stackTraces: false });
    for (const parsed of parseEnvironments([{ ...environment, ...settings }])) {
      new PipelineStack(app, { settings: parsed, functionPackage });
    }
    synthApp(app);
  } finally {
    delete process.env['SYNTH_HCL_OUTPUT'];
  }
  return join(outdir, 'stacks', `thumbnails-${settings.name ?? environment.name}`);
}

async function read(file: string): Promise<Synthesized> {
  const text = await readFile(file, 'utf8');
  const configuration = Configuration.parse(JSON.parse(text));
  return {
    ...configuration,
    text,
    resourceAt: (address) => at(configuration.resource, address),
    dataAt: (address) => at(configuration.data, address),
  };
}

function at(blocks: z.output<typeof Blocks>, address: string): Record<string, unknown> {
  const [type = '', name = ''] = address.split('.');
  const found = blocks[type]?.[name];
  if (!found) throw new Error(`${address} does not exist; the types are ${Object.keys(blocks).join(', ')}`);
  return found;
}
