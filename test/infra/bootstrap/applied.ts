import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type Account, parseAccounts } from '../../../infra/bootstrap/parse-accounts.ts';
import { BootstrapStack } from '../../../infra/bootstrap-stack.ts';
import { parseEnvironments } from '../../../infra/parse-environments.ts';
import { synthApp } from '../../../infra/synth-app.ts';
import { App } from '../../../infra/terraform.ts';
import { RolePolicy } from '../../../scripts/policies/role-policy.ts';
import { startTerraform } from '../../support/terraform/terraform.ts';
import { rsaKey } from '../public-keys.ts';

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
  /** Returns the applied values of a resource by its address. */
  valuesAt: (address: string) => Record<string, unknown>;
  outputs: Record<string, string>;
  /** Returns the statements of a stored policy by the address of its resource. */
  statementsAt: (address: string, attribute?: string) => Record<string, unknown>[];
  /** Returns the statements of all policies of a role by its name: those within it, and those that are attached. */
  statementsOfRole: (name: string) => Record<string, unknown>[];
  /** The exit code of a second plan: 0 means no changes. */
  secondPlan: number;
}

/** The buckets of `prod` are not named after it, and one of them exists already. */
export const environments = parseEnvironments([
  { project: 'thumbnails', name: 'dev', region: 'eu-west-1' },
  {
    project: 'thumbnails',
    name: 'prod',
    region: 'eu-central-1',
    sourceBucket: { existing: 'photos' },
    processedBucket: 'thumbs',
    batchBackfill: true,
    logKeys: 'hmac',
    delivery: { cloudfront: { access: 'signed', publicKeys: [rsaKey], accessLogBucket: 'access-logs' } },
  },
]);

export const account = {
  name: 'main',
  id: '123456789012',
  region: 'eu-west-1',
  repository: 'octo-org@123456/photos@456789',
  environments: ['dev', 'prod'],
};

/** Synthesizes the stack into a directory. Returns the directory in which Terraform runs. */
export function writeBootstrap(outdir: string, settings: object = {}, known = environments): string {
  const app = new App({ outdir, stackTraces: false });
  const [parsed] = parseAccounts([{ ...account, ...settings }], known) as [Account];
  new BootstrapStack(app, parsed);
  synthApp(app);
  return join(outdir, 'stacks', 'bootstrap-main');
}

let once: Promise<Applied> | undefined;

/** Applies the stack offline with Terraform and the stand-in provider, once for all tests. */
export function applied(): Promise<Applied> {
  once ??= apply();
  return once;
}

async function apply(): Promise<Applied> {
  const directory = await mkdtemp(join(tmpdir(), 'bootstrap-'));
  const terraform = await startTerraform();
  try {
    // The depth of a real deployment, because the path of its state leads out of the output directory.
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

/** Returns a policy of the statements, for the evaluator. */
export function policyOf(statements: Record<string, unknown>[]): RolePolicy {
  return RolePolicy.parse({ Version: '2012-10-17', Statement: statements });
}

type AppliedResource = z.output<typeof State>['values']['root_module']['resources'][number];

function readers(resources: AppliedResource[]) {
  const valuesAt = (address: string) => {
    const found = resources.find((resource) => resource.address === address);
    if (!found)
      throw new Error(`${address} does not exist; expected one of ${resources.map((it) => it.address).join(', ')}`);
    return found.values;
  };
  const statementsAt = (address: string, attribute = 'policy') =>
    StoredPolicy.parse(valuesAt(address)[attribute]).Statement;
  const ofType = (type: string) => resources.filter(({ address }) => address.startsWith(`${type}.`));
  const statementsOfRole = (name: string) => {
    const ofRole = (type: string) => ofType(type).filter(({ values }) => values['role'] === name);
    const arns = ofRole('aws_iam_role_policy_attachment').map(({ values }) => values['policy_arn']);
    const attached = ofType('aws_iam_policy').filter(({ values }) => arns.includes(values['arn']));
    return [...ofRole('aws_iam_role_policy'), ...attached].flatMap(({ address }) => statementsAt(address));
  };
  return { valuesAt, statementsAt, statementsOfRole };
}

function valuesOf(outputs: Record<string, { value: string }>): Record<string, string> {
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}
