import { expect } from 'chai';
import type { Job, Step } from './workflow-files.ts';

/** Returns an expression as GitHub writes it. */
export const expression = (text: string) => ['$', '{{ ', text, ' }}'].join('');

/** The environments that synth.yml found, as the matrix of a job has them. */
export const fromDeployments = expression('fromJSON(needs.synth.outputs.deployments)');

/** Returns the scripts of a job. */
export function runs(job: Job): string[] {
  return job.steps.flatMap(({ run }) => run ?? []);
}

/** Returns the inputs of the only step of a job that uses the action. */
export function inputsOf(job: Job, action: string): Step['with'] | undefined {
  const using = job.steps.filter(({ uses }) => uses === `./.github/actions/${action}`);
  expect(using, action).to.have.lengthOf(1);
  return using[0]?.with;
}

/** Returns the script of the only step of a job or an action that contains the text. */
export function scriptWith(text: string, steps: readonly Step[]): string {
  const scripts = steps.flatMap(({ run }) => (run?.includes(text) ? run : []));
  expect(scripts, `steps with ${text}`).to.have.lengthOf(1);
  return `${scripts[0]}`;
}
