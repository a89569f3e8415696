import { expect } from 'chai';
import { runStep } from '../run-step.ts';
import { jobOf } from '../workflow-files.ts';
import { expression, scriptWith } from '../workflow-parts.ts';

describe('synth.yml', () => {
  const synth = jobOf('synth.yml', 'synth');

  it('hands over what it has synthesized, and the environments to deploy', () => {
    expect(synth.outputs).to.deep.equal({ deployments: expression('steps.deployments.outputs.json') });
    const upload = synth.steps.at(-1);
    expect(upload?.with).to.include({ name: 'cdktf.out', path: 'cdktf.out', 'if-no-files-found': 'error' });
  });
});

describe('the list of deployments in synth.yml', () => {
  const script = scriptWith('npm run --silent deployments', jobOf('synth.yml', 'synth').steps);

  it('is passed on as one line', async () => {
    const { status, calls, written } = await runStep(script, { programs: { npm: 'echo \'[{"name":"dev"}]\'' } });
    expect(status).to.equal(0);
    expect(calls).to.deep.equal(['npm run --silent deployments']);
    expect(await written('GITHUB_OUTPUT')).to.equal('json=[{"name":"dev"}]\n');
  });

  it('fails when the configuration is wrong', async () => {
    const { status, written } = await runStep(script, { programs: { npm: 'echo "[]"; exit 1' } });
    expect(status).to.equal(1);
    expect(await written('GITHUB_OUTPUT')).to.equal(undefined);
  });
});
