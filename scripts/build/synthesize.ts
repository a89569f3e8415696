import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { terraformVersion } from '../../infra/terraform-version.ts';
import { root } from '../cli/project-root.ts';
import { configurationFile } from './configuration-file.ts';
import { wrapHcl } from './wrap-hcl.ts';

const Manifest = z.object({ stacks: z.record(z.string(), z.object({ workingDirectory: z.string() })) });

export interface SynthesisOptions {
  /** Made if it does not exist; stacks of earlier runs in it are removed, Terraform's own files in the others are kept. */
  outputDirectory: string;
  /** HCL, formatted for people to read, instead of JSON. */
  hcl: boolean;
  /** The file that describes the environments and accounts, in place of the user's. */
  configuration?: string;
  /** What makes the stacks, in place of `infra/main.ts`. */
  program?: string;
  /** Another zip than the one that `npm run build` makes. */
  functionPackage?: string;
}

/**
 * Runs the infrastructure's program, and gives the directory of each stack that it wrote.
 * @throws {Error} with what the program reported, or when HCL is asked for and Terraform, which formats it, is missing
 */
export async function synthesize({
  hcl,
  functionPackage,
  configuration = configurationFile(),
  program = 'infra/main.ts',
  ...options
}: SynthesisOptions): Promise<string[]> {
  const outputDirectory = resolve(options.outputDirectory);
  await mkdir(outputDirectory, { recursive: true });
  // A directory without HCL: whether Terraform is there is found out before anything is written.
  if (hcl) await terraformFormat(outputDirectory);
  await run(process.execPath, ['--import', 'tsx', program], {
    cwd: root,
    env: {
      ...process.env,
      CDKTF_OUTDIR: outputDirectory,
      ENVIRONMENTS_FILE: configuration,
      SYNTH_HCL_OUTPUT: String(hcl),
      ...(functionPackage === undefined ? {} : { FUNCTION_PACKAGE: functionPackage }),
    },
  });
  const { stacks } = Manifest.parse(JSON.parse(await readFile(join(outputDirectory, 'manifest.json'), 'utf8')));
  await removeStale(join(outputDirectory, 'stacks'), Object.keys(stacks));
  const directories = Object.values(stacks).map(({ workingDirectory }) => join(outputDirectory, workingDirectory));
  // Terraform would load both forms, and find everything declared twice.
  for (const directory of directories) await rm(join(directory, hcl ? 'cdk.tf.json' : 'cdk.tf'), { force: true });
  if (hcl) for (const directory of directories) await formatHcl(join(directory, 'cdk.tf'));
  return directories;
}

async function removeStale(directory: string, current: string[]): Promise<void> {
  const stale = (await readdir(directory)).filter((name) => !current.includes(name));
  await Promise.all(stale.map((name) => rm(join(directory, name), { recursive: true })));
}

/**
 * Formats a file of HCL as a person would have written it.
 * @throws {Error} when Terraform, which knows its own format, is missing
 */
export async function formatHcl(file: string): Promise<void> {
  await writeFile(file, readable(await readFile(file, 'utf8')));
  await terraformFormat(file);
}

async function terraformFormat(path: string): Promise<void> {
  try {
    await run('terraform', ['fmt', '-list=false', path], { env: { ...process.env, CHECKPOINT_DISABLE: '1' } });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    const advice = 'install it from https://developer.hashicorp.com/terraform/install, or run `npm run synth` for JSON';
    throw new Error(`terraform is not on the PATH; expected it there to format ${path}: ${advice}.`, { cause: error });
  }
}

/** Writes references without quotes, which Terraform warns of, no endless lines, and one empty line between blocks. */
function readable(hcl: string): string {
  return `${hcl
    .replace(/^terraform \{$/m, `terraform {\nrequired_version = "${terraformVersion}"`)
    .replace(/(?<!\\)"\$\{([\w.]+)\}"/g, '$1')
    .replace(/"\$\{(jsonencode\(.*\))\}"$/gm, (_, expression: string) => wrapHcl(expression))
    .replace(/depends_on = \[[^\]]*\]/g, (dependencies) => dependencies.replaceAll('"', ''))
    .replace(/\n\s*\n/g, '\n')
    .replace(/\n(?=(?:provider|data|resource|output) ")/g, '\n\n')
    .trimEnd()}\n`;
}

async function run(command: string, args: string[], options: SpawnOptions): Promise<void> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'inherit', 'pipe'] });
  const exit = new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  const [code, problem] = await Promise.all([exit, child.stderr ? text(child.stderr) : '']);
  if (code !== 0) throw new Error(problem.trim() || `${command} ${args.join(' ')} ended with ${code}`);
}
