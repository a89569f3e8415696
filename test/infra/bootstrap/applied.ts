import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type Account, parseAccounts } from '../../../infra/bootstrap/parse-accounts.ts';
import { BootstrapStack } from '../../../infra/bootstrap-stack.ts';
import { parseEnvironments } from '../../../infra/parse-environments.ts';
import { synthApp } from '../../../infra/synth-app.ts';
import { App } from '../../../infra/terraform.ts';
import { PolicyDocument } from '../../../scripts/local-aws/iam/policy-document.ts';
import { startTerraform } from '../../support/terraform/terraform.ts';

const State = z.object({
  values: z.object({
    outputs: z.record(z.string(), z.object({ value: z.string() })),
    root_module: z.object({
      resources: z.array(z.object({ address: z.string(), values: z.record(z.string(), z.unknown()) })),
    }),
  }),
});

const StoredPolicy = z
  .string()
  .transform((json) => z.object({ Statement: z.array(z.looseObject({})) }).parse(JSON.parse(json)));

export interface Applied {
  /** What stands at the address of a resource once it is applied. */
  valuesAt: (address: string) => Record<string, unknown>;
  outputs: Record<string, string>;
  /** A policy as it is stored, by the address of what holds it. */
  statementsAt: (address: string, attribute?: string) => Record<string, unknown>[];
  /** The exit code of a second plan: 0 when there is nothing left to do. */
  secondPlan: number;
}

/** `prod` has buckets that are not named for it; one of them is there already. */
export const environments = parseEnvironments([
  { project: 'thumbnails', name: 'dev', region: 'eu-west-1' },
  {
    project: 'thumbnails',
    name: 'prod',
    region: 'eu-central-1',
    sourceBucket: { existing: 'photos' },
    processedBucket: 'thumbs',
  },
]);

export const account = {
  name: 'main',
  region: 'eu-west-1',
  repository: 'octo-org@123456/photos@456789',
  environments: ['dev', 'prod'],
};

/** Synthesizes the stack into a directory, and gives the directory that Terraform is to run in. */
export function writeBootstrap(outdir: string, settings: object = {}): string {
  const app = new App({ outdir, stackTraces: false });
  const [parsed] = parseAccounts([{ ...account, ...settings }], environments) as [Account];
  new BootstrapStack(app, parsed);
  synthApp(app);
  return join(outdir, 'stacks', 'bootstrap-main');
}

let once: Promise<Applied> | undefined;

/** What the stack is once it is applied offline, with Terraform and the stand-in provider: the same for all tests. */
export function applied(): Promise<Applied> {
  once ??= apply();
  return once;
}

async function apply(): Promise<Applied> {
  const directory = await mkdtemp(join(tmpdir(), 'bootstrap-'));
  const terraform = await startTerraform();
  try {
    // As deep as it is when it is deployed, since its state is put outside of what is synthesized.
    const outdir = join(directory, 'cdktf.out', 'bootstrap');
    await mkdir(outdir, { recursive: true });
    const stack = writeBootstrap(outdir);
    const succeeding = async (...args: string[]) => {
      const { code, stdout, stderr } = await terraform.run(stack, ...args);
      if (code !== 0) throw new Error(`terraform ${args.join(' ')}: ${stdout}${stderr}`);
      return stdout;
    };
    await succeeding('init', '-input=false');
    await succeeding('apply', '-auto-approve', '-input=false');
    const { code } = await terraform.run(stack, 'plan', '-detailed-exitcode', '-input=false');
    const { outputs, root_module } = State.parse(JSON.parse(await succeeding('show', '-json'))).values;
    return { ...readers(root_module.resources), outputs: valuesOf(outputs), secondPlan: code };
  } finally {
    terraform.stop();
    await rm(directory, { recursive: true });
  }
}

/** The statements as the evaluator takes them. */
export function policyOf(statements: Record<string, unknown>[]): PolicyDocument {
  return PolicyDocument.parse({ Version: '2012-10-17', Statement: statements });
}

function readers(resources: { address: string; values: Record<string, unknown> }[]) {
  const valuesAt = (address: string) => {
    const found = resources.find((resource) => resource.address === address);
    if (!found) throw new Error(`there is no ${address}; there are ${resources.map((it) => it.address).join(', ')}`);
    return found.values;
  };
  const statementsAt = (address: string, attribute = 'policy') =>
    StoredPolicy.parse(valuesAt(address)[attribute]).Statement;
  return { valuesAt, statementsAt };
}

function valuesOf(outputs: Record<string, { value: string }>): Record<string, string> {
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}
