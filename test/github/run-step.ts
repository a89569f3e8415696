import { spawn } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { temporaryDirectory } from '../support/temporary-directory.ts';

export interface StepRun {
  status: number;
  stdout: string;
  /** Each call of a program, quoted as for a shell. */
  calls: string[];
  /** Returns the content of a file that the script wrote, or undefined when it wrote none. */
  written: (name: string) => Promise<string | undefined>;
}

/**
 * Runs the script of a step as GitHub does, in a directory of its own, with programs in place of those that reach GitHub or AWS.
 *
 * @param options.programs the Bash script that each program runs
 * @param options.files the content of each file that the directory has at the start
 */
export async function runStep(
  script: string,
  options: {
    programs?: Record<string, string>;
    environment?: Record<string, string>;
    files?: Record<string, string>;
  },
): Promise<StepRun> {
  const directory = await temporaryDirectory();
  const bin = path.join(directory, 'bin');
  const work = path.join(directory, 'work');
  const log = path.join(directory, 'calls');
  await Promise.all([mkdir(bin), mkdir(work)]);
  for (const [name, content] of Object.entries(options.files ?? {})) {
    await mkdir(path.dirname(path.join(work, name)), { recursive: true });
    await writeFile(path.join(work, name), content);
  }
  for (const [name, does] of Object.entries(options.programs ?? {})) {
    const program = path.join(bin, name);
    const logged = `printf '%s' ${name} >> ${log}; printf ' %q' "$@" >> ${log}; echo >> ${log}`;
    await writeFile(program, `#!/usr/bin/env bash\n${logged}\n${does}\n`);
    await chmod(program, 0o755);
  }
  await writeFile(path.join(directory, 'step.sh'), script);
  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', path.join(directory, 'step.sh')], {
    cwd: work,
    env: {
      PATH: `${bin}:${process.env['PATH']}`,
      GITHUB_ENV: path.join(work, 'GITHUB_ENV'),
      GITHUB_OUTPUT: path.join(work, 'GITHUB_OUTPUT'),
      GITHUB_STEP_SUMMARY: path.join(work, 'GITHUB_STEP_SUMMARY'),
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? -1)));
  const [status, stdout] = await Promise.all([exit, text(child.stdout)]);
  const lines = await readFile(log, 'utf8').catch(() => '');
  return {
    status,
    stdout,
    calls: lines.split('\n').filter((line) => line !== ''),
    written: (name) => readFile(path.join(work, name), 'utf8').catch(() => undefined),
  };
}
