import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'chai';
import * as z from 'zod';
import { Variant } from '../../../functions/thumbnail/contract/variant.ts';
import { interpolation } from '../../../infra/module/expression.ts';
import { variantArguments } from '../../../infra/module/image-variables.ts';
import { variableOf } from '../../../infra/module/plain-settings.ts';
import { variables } from '../../../infra/module/variables.ts';
import type { EnvironmentSettings } from '../../../infra/settings.ts';
import { synthesizeModule } from '../../../scripts/build/synthesize-module.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { isTerraformInstalled, startTerraform, type Terraform } from '../../support/terraform/terraform.ts';
import { emptyZip, writeStack } from '../synthesized.ts';

const keyArn = (id: string) => `arn:aws:kms:eu-west-1:123456789012:key/${id}`;
const topic = (name: string) => `arn:aws:sns:eu-west-1:123456789012:${name}`;
const permissionsBoundary = 'arn:aws:iam::123456789012:policy/boundary';
const network = { subnets: ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'], groups: ['sg-8c9d0e1f'] };

const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';

/** Two calls of the module: with every variable, and with none. */
const pipelines: Record<string, Record<string, unknown>> = {
  plain: {},
  other: {
    encryption: { key_arn: keyArn('own') },
    alarm_topics: { page: topic('pager'), ticket: topic('tickets') },
    source_bucket: { existing: 'photos', encryption: keyArn('photos') },
    processed_bucket: { existing: 'thumbs' },
    former_keys: [keyArn('former')],
    permissions_boundary: permissionsBoundary,
    role_path: '/company/',
    role_prefix: 'app-',
    vpc: { subnet_ids: network.subnets, security_group_ids: network.groups },
    log_keys: 'hmac',
    reserved_concurrency: 3,
    memory_megabytes: 2048,
    max_event_age_seconds: 3600,
    log_retention_days: 90,
    cache_control: 'public, max-age=60',
    results: true,
    placeholder: true,
    formats: { heic: false, qoi: true },
    variants: [{ name: 'small', width: 100, key_prefix: 'photos/', without_enlargement: false }],
    retired_keys: ['old/{dir}/{name}.{ext}', '200x200/{key}.webp'],
  },
};
const names = [...new Set(Object.values(pipelines).flatMap((values) => Object.keys(values)))];
const calls = {
  locals: {
    pipelines: Object.fromEntries(
      Object.entries(pipelines).map(([pipeline, values]) => [
        pipeline,
        Object.fromEntries(names.map((name) => [name, values[name] ?? null])),
      ]),
    ),
  },
  module: {
    thumbnails: {
      source: './module',
      for_each: interpolation('local.pipelines'),
      name: interpolation('each.key'),
      tags: { Environment: 'production' },
      ...Object.fromEntries(names.map((name) => [name, interpolation(`each.value.${name}`)])),
    },
  },
};

/** The settings of the stacks that the calls stand for. */
const stacks: Record<string, Partial<EnvironmentSettings>> = {
  plain: {},
  other: {
    encryption: keyArn('own'),
    alarms: { page: topic('pager'), ticket: topic('tickets') },
    sourceBucket: { existing: 'photos', encryption: keyArn('photos') },
    processedBucket: { existing: 'thumbs' },
    formerKeys: [keyArn('former')],
    organization: { permissionsBoundary, rolePath: '/company/', rolePrefix: 'app-' },
    vpc: { subnetIds: network.subnets, securityGroupIds: network.groups },
    logKeys: 'hmac',
    reservedConcurrency: 3,
    memoryMegabytes: 2048,
    maxEventAgeSeconds: 3600,
    logRetentionDays: 90,
    cacheControl: 'public, max-age=60',
    results: true,
    placeholder: true,
    formats: { heic: false, qoi: true },
    variants: [{ name: 'small', width: 100, keyPrefix: 'photos/', withoutEnlargement: false }],
    retiredKeys: ['old/{dir}/{name}.{ext}', '200x200/{key}.webp'],
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

const Plan = z.object({
  resource_changes: z.array(z.object({ address: z.string(), change: z.object({ actions: z.array(z.string()) }) })),
});

function inCamelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function inSnakeCase(variant: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variant).map(([name, value]) => [variableOf(name), value]));
}

const Policy = z.looseObject({ Statement: z.array(z.looseObject({ Sid: z.string() })) });

/** The module writes the same JSON in another order. */
function inOneOrder(name: string, value: unknown): unknown {
  if (name === 'VARIANTS') return JSON.parse(String(value));
  if (name !== 'policy' || typeof value !== 'string' || value === '') return value;
  const policy = Policy.parse(JSON.parse(value));
  return { ...policy, Statement: policy.Statement.toSorted((one, other) => one.Sid.localeCompare(other.Sid)) };
}

/** Arguments that differ on purpose: the stack's tags come from its provider, and the package lies elsewhere. */
const otherwise = ['tags', 'tags_all', 'filename', 'source_code_hash'];

function resourcesOf({ resources = [] }: z.output<typeof Module>): Record<string, unknown> {
  return Object.fromEntries(
    resources
      .filter(({ mode }) => mode === 'managed')
      .map(({ address, values }) => {
        const own = address.replace(/^module\.\w+\["\w+"\]\./, '').replace(/\[0\]$/, '');
        const compared = Object.entries(values).filter(([name]) => !otherwise.includes(name));
        return [own, JSON.parse(JSON.stringify(Object.fromEntries(compared)), inOneOrder)];
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
    await writeFile(join(directory, 'provider.tf'), provider);
    await writeFile(join(directory, 'main.tf.json'), JSON.stringify(calls));
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

  it('compares a value of every variable', () => {
    expect(Object.keys(variables)).to.have.members(['project', 'name', 'tags', ...names]);
  });

  it('replaces nothing while what it depends on changes', async () => {
    const stack = await temporaryDirectory();
    const write = (input: string) => {
      const depends_on = ['terraform_data.pager'];
      const module = { thumbnails: { source: join(directory, 'module'), name: 'prod', depends_on } };
      const resource = { terraform_data: { pager: { input } } };
      return writeFile(join(stack, 'main.tf.json'), JSON.stringify({ resource, module }));
    };
    await writeFile(join(stack, 'provider.tf'), provider);
    await write('one');
    await applied(stack);
    await write('two');
    await succeeding(stack, 'plan', '-out', 'plan.tfplan', '-input=false');
    const { resource_changes: changes } = Plan.parse(
      JSON.parse(await succeeding(stack, 'show', '-json', 'plan.tfplan')),
    );
    const unknown = changes.find(({ address }) => address === 'module.thumbnails.data.aws_caller_identity.current');
    expect(unknown?.change.actions).to.deep.equal(['read']);
    expect(changes.filter(({ change }) => change.actions.includes('delete'))).to.deep.equal([]);
  });

  it('knows every argument of a variant', () => {
    const known = ['name', ...Object.values(variantArguments).flat()].map(inCamelCase);
    expect(known).to.have.members(Object.keys(Variant.shape));
  });

  const existing = { source_bucket: { existing: 'photos' }, processed_bucket: { existing: 'thumbs' } };
  /** For each variable, values that it must not have. */
  const wrong: Record<string, unknown[]> = {
    name: ['Prod'],
    project: ['a--b'],
    encryption: [{ key_arn: 'alias/key' }],
    alarm_topics: [{ page: 'pager', ticket: 'tickets' }],
    permissions_boundary: ['boundary'],
    role_path: ['company/', '/a b/'],
    role_prefix: ['app/'],
    vpc: [
      { subnet_ids: [], security_group_ids: ['sg-8c9d0e1f'] },
      { subnet_ids: ['subnet-0a1b2c3d'], security_group_ids: ['default'] },
    ],
    source_bucket: [
      { existing: 'Photos' },
      { existing: 'photos.example' },
      { existing: 'photos', encryption: 'alias/key' },
    ],
    processed_bucket: [{ existing: 'T' }],
    former_keys: [['alias/key']],
    log_keys: ['none'],
    reserved_concurrency: [1.5, -2],
    memory_megabytes: [127, 256, 10_241, 1024.5],
    max_event_age_seconds: [599, 21_601],
    log_retention_days: [31],
    cache_control: ['public; max-age'],
    formats: [{ hiec: false }],
    variants: [[]],
    retired_keys: [
      ['{key}{key}'],
      ['{dir}-{name}.{ext}'],
      ['{dir}/{name}{ext}'],
      ['{dir}/{name}'],
      ['old/{variant}/{key}'],
      ['/{key}'],
      ['old//{key}'],
    ],
    tags: [{ Owner: 'web', owner: 'app' }, { 'aws:x': 'y' }, { Owner: '' }],
  };
  /** Calls of which Terraform compares more than one variable, which it does once all of them are valid by themselves. */
  const contradictory: { variable: string; values: Record<string, unknown> }[] = [
    { variable: 'name', values: { name: 'a'.repeat(20) } },
    { variable: 'name', values: { name: 'a'.repeat(33), role_prefix: 'b'.repeat(32), ...existing } },
    { variable: 'processed_bucket', values: { ...existing, processed_bucket: existing.source_bucket } },
    { variable: 'retired_keys', values: { retired_keys: ['200x200/{key}.webp'] } },
    { variable: 'retired_keys', values: { retired_keys: ['{key}.webp'] } },
    { variable: 'retired_keys', values: { retired_keys: ['results/{key}.json'], results: true } },
  ];
  it('names the variable of every wrong value', async () => {
    const alone = Object.entries(wrong).flatMap(([variable, list]) =>
      list.map((value) => ({ variable, values: { [variable]: value } })),
    );
    for (const list of [alone, contradictory]) {
      const found = await wrongVariables(list.map(({ values }) => values));
      for (const [index, { variable, values }] of list.entries()) {
        expect(found, inspect(values)).to.include(`m${index} ${variable}`);
      }
    }
  });

  /** Returns each call that the plan refuses, and a variable that it names. */
  async function wrongVariables(calls: object[]): Promise<string[]> {
    const source = await variablesAlone();
    const called = calls.map((values, index) => [`m${index}`, { source, name: 'prod', ...values }]);
    const stderr = await errorsOfPlan(Object.fromEntries(called));
    return stderr.split('Error: ').flatMap((error) => {
      const call = /, in module\.(m\d+):/.exec(error)?.[1];
      return Array.from(error.matchAll(/\bvar\.(\w+)/g), ([, variable]) => `${call} ${variable}`);
    });
  }

  /** Writes a copy of the module that creates nothing, so that Terraform plans many of them sooner: it judges values alike. */
  async function variablesAlone(): Promise<string> {
    const {
      resource: _,
      output: __,
      data,
      ...rest
    } = JSON.parse(await readFile(join(directory, 'module', 'main.tf.json'), 'utf8'));
    // Variables refer to the region.
    const module = { ...rest, data: { aws_region: data.aws_region } };
    const alone = join(directory, 'variables');
    await mkdir(alone, { recursive: true });
    await writeFile(join(alone, 'main.tf.json'), JSON.stringify(module, null, 2));
    return alone;
  }

  async function errorsOfPlan(module: object): Promise<string> {
    const stack = await temporaryDirectory();
    await writeFile(join(stack, 'main.tf.json'), JSON.stringify({ module }));
    await writeFile(join(stack, 'provider.tf'), provider);
    await succeeding(stack, 'init', '-input=false');
    const { code, stderr } = await terraform.run(stack, 'plan', '-input=false', '-no-color');
    expect(code).to.equal(1);
    return stderr;
  }

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
    { name: 'd', width: 1, format: 'source', animated: true },
  ];
  it('refuses every variant that the function would refuse, and accepts the others', async () => {
    for (const variant of wrongVariants) expect(Variant.safeParse(variant).success, inspect(variant)).to.equal(false);
    for (const variant of rightVariants) expect(Variant.safeParse(variant).success, inspect(variant)).to.equal(true);
    const source = await variablesAlone();
    const lists = [...wrongVariants.map((variant) => [variant]), rightVariants];
    const called = lists.map((variants, index) => [
      `m${index}`,
      { source, name: `n${index}`, variants: variants.map(inSnakeCase) },
    ]);
    const stderr = await errorsOfPlan(Object.fromEntries(called));
    const refused = new Set(Array.from(stderr.matchAll(/, in module\.(m\d+):/g), ([, name]) => name));
    expect([...refused]).to.have.members(wrongVariants.map((_, index) => `m${index}`));
  });
});
