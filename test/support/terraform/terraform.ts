import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { root } from '../../../scripts/cli/project-root.ts';
import { startProvider } from './provider.ts';

export interface Result {
  code: number;
  stdout: string;
  stderr: string;
}

export interface Terraform {
  /** Runs one command of Terraform in the directory of a stack, against the stand-in provider. */
  run: (directory: string, ...args: string[]) => Promise<Result>;
  /** Runs one command of cdktf in the project's directory. It calls Terraform with the stand-in provider as well. */
  runCdktf: (...args: string[]) => Promise<Result>;
  stop: () => void;
}

/** Go collects no garbage before 1 GiB, and starts no threads for one processor more: a run of Terraform takes a fifth less CPU time. */
const ofShortProcess = { GOGC: 'off', GOMEMLIMIT: '1GiB', GOMAXPROCS: '1' };

/** Starts the stand-in provider, and returns a Terraform that uses it. Nothing has to be downloaded. */
export async function startTerraform(): Promise<Terraform> {
  const { port, stop } = await startProvider();
  const address = { Network: 'tcp', String: `127.0.0.1:${port}` };
  const provider = { Protocol: 'grpc', ProtocolVersion: 5, Pid: process.pid, Test: true, Addr: address };
  const TF_REATTACH_PROVIDERS = JSON.stringify({ 'registry.terraform.io/hashicorp/aws': provider });
  const env = { TF_REATTACH_PROVIDERS };
  return {
    run: (directory, ...args) => run('terraform', args, { cwd: directory, env }),
    runCdktf: (...args) =>
      run(process.execPath, ['node_modules/cdktf-cli/bundle/bin/cdktf', ...args], { cwd: root, env }),
    stop,
  };
}

/**
 * Returns whether `terraform` is on the PATH, and prints a warning when it is not: the tests that need it are skipped then. All
 * others run without it.
 */
export async function isTerraformInstalled(): Promise<boolean> {
  try {
    await run('terraform', ['version'], {});
    return true;
  } catch {
    console.warn('    terraform is not on the PATH: tests that need it are skipped');
    return false;
  }
}

/** Must not block, because the provider answers from this process. */
async function run(
  command: string,
  args: string[],
  { cwd, env }: { cwd?: string; env?: NodeJS.ProcessEnv },
): Promise<Result> {
  // A user's own configuration of Terraform could lead to another provider, and its update check to the network.
  const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: {
      ...inherited,
      ...env,
      CHECKPOINT_DISABLE: '1',
      AWS_EC2_METADATA_DISABLED: 'true',
      TF_IN_AUTOMATION: '1',
      ...ofShortProcess,
      CI: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? -1));
  });
  const [code, stdout, stderr] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}
