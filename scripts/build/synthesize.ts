import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { root } from '../cli/project-root.ts';
import { configurationFile } from './configuration-file.ts';
import { formatHcl } from './format-hcl.ts';
import { prepareProgram } from './prepare-program.ts';

const Annotation = z.object({ level: z.string(), message: z.string() });
const StackManifest = z.object({ workingDirectory: z.string(), annotations: z.array(Annotation).default([]) });
const Manifest = z.object({ stacks: z.record(z.string(), StackManifest) });

export interface SynthesisOptions {
  /** Is created. Stacks of earlier runs in it are removed; Terraform's own files in the others are kept. */
  outputDirectory: string;
  /** HCL, formatted for people to read, instead of JSON. */
  hcl: boolean;
  /** The file that describes the environments and accounts, in place of the user's. */
  configuration?: string;
  /** The program that writes the stacks, in place of `infra/main.ts`. */
  program?: string;
  /** The zip of the function, in place of those that `npm run build` makes, and of released ones. */
  functionPackage?: string;
  /** Whether the bootstrap describes an example while the configuration has no account, instead of being refused. */
  exampleAccount?: boolean;
  /** Called for each warning of a stack. cdktf prints them itself. */
  onWarning?: (warning: string) => void;
}

/**
 * Runs the infrastructure's program, and returns the directory of each stack that it wrote.
 * @throws {Error} when the program fails, with its report
 */
export async function synthesize({
  hcl,
  functionPackage = process.env['FUNCTION_PACKAGE'],
  configuration = configurationFile(),
  program = 'infra/main.ts',
  exampleAccount = false,
  onWarning = () => {},
  ...options
}: SynthesisOptions): Promise<string[]> {
  const outputDirectory = resolve(options.outputDirectory);
  await mkdir(outputDirectory, { recursive: true });
  await run(process.execPath, [await prepareProgram(program)], {
    cwd: root,
    env: {
      ...process.env,
      CDKTF_OUTDIR: outputDirectory,
      ENVIRONMENTS_FILE: configuration,
      SYNTH_HCL_OUTPUT: String(hcl),
      ...(functionPackage === undefined ? {} : { FUNCTION_PACKAGE: functionPackage }),
      EXAMPLE_ACCOUNT: String(exampleAccount),
    },
  });
  const { stacks } = Manifest.parse(JSON.parse(await readFile(join(outputDirectory, 'manifest.json'), 'utf8')));
  for (const [name, { annotations }] of Object.entries(stacks)) {
    for (const { level, message } of annotations) if (level === '@cdktf/warn') onWarning(`${name}: ${message}`);
  }
  await removeStale(join(outputDirectory, 'stacks'), Object.keys(stacks));
  const directories = Object.values(stacks).map(({ workingDirectory }) => join(outputDirectory, workingDirectory));
  // Terraform would read both forms, and find everything declared twice.
  for (const directory of directories) await rm(join(directory, hcl ? 'cdk.tf.json' : 'cdk.tf'), { force: true });
  if (hcl) for (const directory of directories) await formatHcl(join(directory, 'cdk.tf'));
  return directories;
}

async function removeStale(directory: string, current: string[]): Promise<void> {
  const stale = (await readdir(directory)).filter((name) => !current.includes(name));
  await Promise.all(stale.map((name) => rm(join(directory, name), { recursive: true })));
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
