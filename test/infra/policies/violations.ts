import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PolicyError } from '../../../infra/errors.ts';
import { ReadableStack } from '../../../infra/readable-stack.ts';
import { synthApp } from '../../../infra/synth-app.ts';
import { App, AwsProvider } from '../../../infra/terraform.ts';

/** Returns the policy violations that the synth of a stack reports; none when it succeeds. */
export function violationsOf(describeStack: (stack: ReadableStack) => void): readonly string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'policies-'));
  try {
    const app = new App({ outdir, stackTraces: false });
    const stack = new ReadableStack(app, 'stack');
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    describeStack(stack);
    synthApp(app);
    return [];
  } catch (error) {
    if (error instanceof PolicyError) return error.violations;
    throw error;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
