import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { EnvironmentSettings } from '../../infra/settings.ts';
import { environments } from '../../scripts/build/example-environments.ts';
import { root } from '../../scripts/cli/project-root.ts';
import { account } from './bootstrap/applied.ts';
import { emptyZip, environment, everyOption } from './synthesized.ts';

/** The maintained fork of cdktf with its bindings of the AWS provider. */
const fork = { cdktn: '0.24.0', '@cdktn/provider-aws': '25.7.0', constructs: '10.7.2' };
const provider = { source: 'hashicorp/aws', version: '6.66.0' };

const run = promisify(execFile);

describe('infra/terraform.ts, rewritten for cdktn', () => {
  let copy: string;

  before(async function () {
    if (process.env['TEST_CDKTN'] !== '1') {
      console.warn('    TEST_CDKTN is not 1: the move to cdktn is not tested');
      this.skip();
    }
    copy = await mkdtemp(join(tmpdir(), 'cdktn-'));
    await writeCopy(copy);
  });

  after(async () => {
    if (copy) await rm(copy, { recursive: true });
  });

  it('compiles with everything that uses it', async () => {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const types = join(root, 'node_modules/@types');
    const { stdout } = await run(process.execPath, [compiler, '-p', copy, '--typeRoots', types]).catch(
      (failure: { stdout: string }) => failure,
    );
    expect(stdout).to.equal('');
  });

  it("creates the same stacks, except the provider's source and version, and metadata", async () => {
    const [now, then] = [await stacksOf(root, join(copy, 'now')), await stacksOf(copy, join(copy, 'then'))];
    expect(now).to.have.all.keys('thumbnails-dev', 'thumbnails-prod', 'thumbnails-every-option', 'bootstrap-main');
    expect(then).to.have.all.keys(...Object.keys(now));
    for (const [name, stack] of Object.entries(now)) {
      const { '//': _, terraform, ...rest } = stack;
      const { '//': __, terraform: terraformThen, ...restThen } = then[name] ?? {};
      expect(restThen, name).to.deep.equal(rest);
      expect(terraformThen, name).to.deep.equal({ ...terraform, required_providers: { aws: provider } });
    }
  });
});

/** Copies the infrastructure, and changes only the names of packages in `infra/terraform.ts` to those of the fork. */
async function writeCopy(directory: string): Promise<void> {
  for (const path of ['infra', 'functions']) await cp(join(root, path), join(directory, path), { recursive: true });
  const compilerSettings = { extends: join(root, 'tsconfig.json'), include: ['infra'] };
  await writeFile(join(directory, 'tsconfig.json'), JSON.stringify(compilerSettings));
  const names = await readFile(join(root, 'infra/terraform.ts'), 'utf8');
  const renamed = names.replaceAll("'cdktf'", "'cdktn'").replaceAll("'@cdktf/", "'@cdktn/");
  await writeFile(join(directory, 'infra/terraform.ts'), renamed);
  const { dependencies, devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const packages = { ...fork, tsx: devDependencies.tsx, zod: dependencies.zod };
  await writeFile(
    join(directory, 'package.json'),
    JSON.stringify({ private: true, type: 'module', dependencies: packages }),
  );
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: directory,
    shell: process.platform === 'win32',
  });
}

/** Returns the JSON of all stacks, by name, as the program in a directory creates it. */
async function stacksOf(directory: string, outdir: string): Promise<Record<string, Record<string, object>>> {
  const load = <Module>(file: string): Promise<Module> => import(pathToFileURL(join(directory, 'infra', file)).href);
  const { App } = await load<typeof import('../../infra/terraform.ts')>('terraform.ts');
  const { parseEnvironments } = await load<typeof import('../../infra/parse-environments.ts')>('parse-environments.ts');
  const { PipelineStack } = await load<typeof import('../../infra/pipeline-stack.ts')>('pipeline-stack.ts');
  const { parseAccounts } =
    await load<typeof import('../../infra/bootstrap/parse-accounts.ts')>('bootstrap/parse-accounts.ts');
  const { BootstrapStack } = await load<typeof import('../../infra/bootstrap-stack.ts')>('bootstrap-stack.ts');
  const { synthApp } = await load<typeof import('../../infra/synth-app.ts')>('synth-app.ts');

  await mkdir(outdir);
  const functionPackage = join(outdir, 'thumbnail.zip');
  await writeFile(functionPackage, emptyZip);
  const everything: EnvironmentSettings = { ...environment, ...everyOption, name: 'every-option' };
  const settings = parseEnvironments([
    ...environments,
    { ...everything, remoteState: { bucket: 'state', region: 'eu-west-1' } },
  ]);
  const app = new App({ outdir, stackTraces: false });
  for (const each of settings) new PipelineStack(app, { settings: each, functionPackage });
  for (const each of parseAccounts([account], settings)) new BootstrapStack(app, each);
  synthApp(app);
  const stacks = app.node.children.map(async ({ node: { id } }) => {
    return [id, JSON.parse(await readFile(join(outdir, 'stacks', id, 'cdk.tf.json'), 'utf8'))];
  });
  return Object.fromEntries(await Promise.all(stacks));
}
