import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hasCode } from '../cli/has-code.ts';
import { root } from '../cli/project-root.ts';
import type { Scanner } from './scanners.ts';

export type ScanResult = 'clean' | 'findings' | 'missing';

/** Runs a scanner in the project's directory, on this terminal. `missing` means that it is not installed. */
export async function runScanner({ name, args }: Scanner, hcl: string, signal: AbortSignal): Promise<ScanResult> {
  const child = spawn(name, args(hcl), { cwd: root, stdio: 'inherit', signal });
  try {
    const [code] = await once(child, 'exit');
    return code === 0 ? 'clean' : 'findings';
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 'missing';
    throw error;
  }
}
