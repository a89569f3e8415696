import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod';
import { openHttpEndpoint, PortInUseError } from '../local-aws/index.ts';

const Health = z.object({ name: z.literal('s3-thumbnail-pipeline'), process: z.int() });

/** Returns the sentences for a port that is in use: by which program, and which port is free instead. */
export async function portInUseMessage(port: number): Promise<string> {
  const user = (await pipelineAt(port)) ?? (await programAt(port)) ?? 'another program';
  return `Port ${port} of 127.0.0.1 is in use by ${user}. The next free one: npm start -- --port ${await nextFreePort(port)}`;
}

async function pipelineAt(port: number): Promise<string | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(1000) });
    return `another npm start, process ${Health.parse(await response.json()).process}`;
  } catch {
    return undefined;
  }
}

/** Systems without `lsof`, such as Windows, do not say. */
async function programAt(port: number): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']);
    const [, pid, name] = /^p(\d+)\nc(.*)$/m.exec(stdout) ?? [];
    return pid && `${name}, process ${pid}`;
  } catch {
    return undefined;
  }
}

async function nextFreePort(port: number): Promise<number> {
  const next = port < 65_535 ? port + 1 : 1024;
  try {
    await (await openHttpEndpoint(next)).close();
    return next;
  } catch (error) {
    if (!(error instanceof PortInUseError)) throw error;
    return nextFreePort(next);
  }
}
