import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'chai';
import * as z from 'zod';
import { Variant } from '../../../functions/thumbnail/contract.ts';
import { variantArguments } from '../../../infra/module/variables.ts';
import type { EnvironmentSettings } from '../../../infra/settings.ts';
import { synthesizeModule } from '../../../scripts/build/synthesize-module.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { isTerraformInstalled, startTerraform, type Terraform } from '../../support/terraform/terraform.ts';
import { emptyZip, writeStack } from '../synthesized.ts';

const key = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';
const topic = (name: string) => `arn:aws:sns:eu-west-1:123456789012:${name}`;
const permissionsBoundary = 'arn:aws:iam::123456789012:policy/boundary';

const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';

/** Two calls of the module, side by side, and the settings of the stacks that they stand for. */
const calls = `
locals {
  pipelines = {
    plain = { encryption = null, topics = null, source = null, processed = null, boundary = null, log_keys = "plain" }
    other = {
      encryption = { key_arn = "${key}" }
      topics     = { page = "${topic('pager')}", ticket = "${topic('tickets')}" }
      source     = { existing = "photos" }
      processed  = { existing = "thumbs" }
      boundary   = "${permissionsBoundary}"
      log_keys   = "hmac"
    }
  }
}
module "thumbnails" {
  source               = "./module"
  for_each             = local.pipelines
  name                 = each.key
  encryption           = each.value.encryption
  alarm_topics         = each.value.topics
  source_bucket        = each.value.source
  processed_bucket     = each.value.processed
  permissions_boundary = each.value.boundary
  log_keys             = each.value.log_keys
  reserved_concurrency = 3
  tags                 = { Environment = "production" }
}
`;
const environment = { reservedConcurrency: 3 };
const stacks: Record<string, Partial<EnvironmentSettings>> = {
  plain: environment,
  other: {
    ...environment,
    encryption: key,
    alarms: { page: topic('pager'), ticket: topic('tickets') },
    sourceBucket: { existing: 'photos' },
    processedBucket: { existing: 'thumbs' },
    permissionsBoundary,
    logKeys: 'hmac',
  },
};

const Resources = z.array(
  z.object({ address: z.string(), mode: z.string(), values: z.record(z.string(), z.unknown()) }),
);
const Module = z.object({ resources: Resources, outputs: z.unknown() }).partial();
const State = z.object({
  values: z.object({
    root_module: Module.extend({ child_modules: z.array(Module.extend({ address: z.string() })).default([]) }),
  }),
});

/** Arguments that differ on purpose: the stack's tags come from its provider, and the package lies elsewhere. */
const otherwise = ['tags', 'tags_all', 'filename', 'source_code_hash'];

function resourcesOf({ resources = [] }: z.output<typeof Module>): Record<string, unknown> {
  return Object.fromEntries(
    resources
      .filter(({ mode }) => mode === 'managed')
      .map(({ address, values }) => {
        const own = address.replace(/^module\.\w+\["\w+"\]\./, '').replace(/\[0\]$/, '');
        const compared = Object.entries(values).filter(([name]) => !otherwise.includes(name));
        // The module writes the same JSON in another order.
        const parseVariants = (name: string, value: unknown) =>
          name === 'VARIANTS' ? JSON.parse(String(value)) : value;
        return [own, JSON.parse(JSON.stringify(Object.fromEntries(compared)), parseVariants)];
      }),
  );
}

describe('the module of Terraform', () => {
  let terraform: Terraform;
  let directory: string;
  before(async function () {
    if (!(await isTerraformInstalled())) this.skip();
    terraform = await startTerraform();
    directory = await temporaryDirectory();
    const zip = join(directory, 'empty.zip');
    await writeFile(zip, emptyZip);
    await synthesizeModule(join(directory, 'module'), zip);
  });
  after(() => terraform?.stop());

  async function succeeding(stack: string, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await terraform.run(stack, ...args);
    if (code !== 0) throw new Error(`terraform ${args.join(' ')}: ${stdout}${stderr}`);
    return stdout;
  }

  async function applied(stack: string): Promise<z.output<typeof State>> {
    await succeeding(stack, 'init', '-input=false');
    await succeeding(stack, 'apply', '-auto-approve', '-input=false');
    return State.parse(JSON.parse(await succeeding(stack, 'show', '-json')));
  }

  it('creates, for each of two calls by for_each, what the stack with the same settings creates', async () => {
    await writeFile(join(directory, 'main.tf'), provider + calls);
    const { values } = await applied(directory);
    for (const [name, settings] of Object.entries(stacks)) {
      const outdir = join(await temporaryDirectory(), 'cdktf.out');
      const stack = await applied(await writeStack(outdir, { settings: { ...settings, name } }));
      const called = values.root_module.child_modules.find(({ address }) => address.includes(`"${name}"`));
      const [ofModule, ofStack] = [resourcesOf(called ?? {}), resourcesOf(stack.values.root_module)];
      const role = called?.resources?.find(({ address }) => address.endsWith('.aws_iam_role.thumbnail'));
      expect(role?.values['tags']).to.deep.equal({ Environment: 'production', project: 'thumbnails' });
      expect(Object.keys(ofModule), name).to.have.members(Object.keys(ofStack));
      for (const [address, values] of Object.entries(ofStack)) {
        expect(ofModule[address], `${name}: ${address}`).to.deep.equal(values);
      }
    }
  });

  it('knows every argument of a variant', () => {
    const known = ['name', ...Object.values(variantArguments).flat()];
    expect(known).to.have.members(Object.keys(Variant.shape));
  });

  const wrong: Record<string, string> = {
    name: '"Prod"',
    project: '"a--b"',
    encryption: '{ key_arn = "alias/key" }',
    alarm_topics: '{ page = "pager", ticket = "tickets" }',
    permissions_boundary: '"boundary"',
    source_bucket: '{ existing = "Photos" }',
    processed_bucket: '{ existing = "T" }',
    log_keys: '"none"',
    reserved_concurrency: '1.5',
    variants: '[{ name = "a", width = 0, height = 1 }]',
    tags: '{ Owner = "web", owner = "app" }',
  };
  it('names the variable of every wrong value', async () => {
    const file = join(await temporaryDirectory(), 'main.tf');
    const values = Object.entries({ name: '"prod"', ...wrong }).map(([name, value]) => `  ${name} = ${value}\n`);
    await writeFile(
      file,
      `${provider}module "thumbnails" {\n  source = "${join(directory, 'module')}"\n${values.join('')}}\n`,
    );
    const stack = join(file, '..');
    await succeeding(stack, 'init', '-input=false');
    const { code, stderr } = await terraform.run(stack, 'plan', '-input=false', '-no-color');
    expect(code).to.equal(1);
    for (const variable of Object.keys(wrong)) expect(stderr).to.include(`var.${variable}`);
  });

  const wrongVariants: Record<string, unknown>[] = [
    { name: 'results', width: 1 },
    { name: 'a' },
    { name: 'a', width: 4097 },
    { name: 'a', height: 1.5 },
    { name: 'a', width: 1, format: 'gif' },
    { name: 'a', width: 1, fit: 'crop' },
    { name: 'a', width: 1, position: 'top' },
    { name: 'a', width: 1, gamut: 'p3' },
    { name: 'a', width: 1, metadata: 'all' },
    { name: 'a', width: 1, quality: 0 },
    { name: 'a', width: 1, quality: 80.5 },
    { name: 'a', width: 1, effort: 7 },
    { name: 'a', width: 1, background: 'white' },
    { name: 'a', width: 1, keyPrefix: 'x'.repeat(1025) },
    { name: 'a', width: 1, fit: 'contain', position: 'entropy' },
    { name: 'a', width: 1, animated: true, format: 'png' },
    { name: 'a', width: 1, animated: true, position: 'attention' },
  ];
  const rightVariants: Record<string, unknown>[] = [
    { name: 'a', height: 4096, fit: 'inside', position: 'north', quality: 1, effort: 0, background: '#FFFFFF00' },
    { name: 'b', width: 1, animated: true, gamut: 'wide', metadata: 'credit', sharpen: true, keyPrefix: 'x/' },
    { name: 'c', width: 1, format: 'avif', fit: 'cover', position: 'entropy', quality: 100, effort: 6 },
  ];
  it('refuses every variant that the function would refuse, and accepts the others', async () => {
    for (const variant of wrongVariants) expect(Variant.safeParse(variant).success, inspect(variant)).to.equal(false);
    for (const variant of rightVariants) expect(Variant.safeParse(variant).success, inspect(variant)).to.equal(true);
    const stack = await temporaryDirectory();
    const source = join(directory, 'module');
    const lists = [...wrongVariants.map((variant) => [variant]), rightVariants];
    const called = lists.map((variants, index) => [`m${index}`, { source, name: `n${index}`, variants }]);
    await writeFile(join(stack, 'main.tf.json'), JSON.stringify({ module: Object.fromEntries(called) }));
    await writeFile(join(stack, 'provider.tf'), provider);
    await succeeding(stack, 'init', '-input=false');
    const { code, stderr } = await terraform.run(stack, 'plan', '-input=false', '-no-color');
    expect(code).to.equal(1);
    const refused = new Set(Array.from(stderr.matchAll(/, in module\.(m\d+):/g), ([, name]) => name));
    expect([...refused]).to.have.members(wrongVariants.map((_, index) => `m${index}`));
  });
});
