import { expect } from 'chai';
import { jobOf, workflowOf } from '../workflow-files.ts';
import { expression, fromDeployments } from '../workflow-parts.ts';

describe('deploy.yml', () => {
  it('deploys one environment after the other, after the tests', () => {
    const [ci, synth, environment] = ['ci', 'synth', 'environment'].map((name) => jobOf('deploy.yml', name));
    expect(ci?.uses).to.equal('./.github/workflows/ci.yml');
    expect(synth).to.deep.include({ needs: ['ci'], uses: './.github/workflows/synth.yml' });
    expect(environment).to.deep.include({
      needs: ['synth'],
      if: "needs.synth.outputs.deployments != '[]'",
      strategy: { 'max-parallel': 1, matrix: { deployment: fromDeployments } },
      uses: './.github/workflows/deploy-environment.yml',
      with: {
        environment: expression('matrix.deployment.name'),
        region: expression('matrix.deployment.region'),
        'plan-role': expression('matrix.deployment.planRole'),
        'deploy-role': expression('matrix.deployment.deployRole'),
        'lift-pause': expression('inputs.lift-pause == true'),
      },
    });
  });

  it('deploys main alone, on a push or on demand, and interrupts no deployment', () => {
    const { push, workflow_dispatch: onDemand, ...others } = workflowOf('deploy.yml').on;
    expect([push, others]).to.deep.equal([{ branches: ['main'] }, {}]);
    expect(onDemand).to.have.nested.property('inputs.lift-pause.default', false);
    expect(jobOf('deploy.yml', 'ci').if).to.equal("github.ref == 'refs/heads/main'");
    expect(jobOf('deploy.yml', 'synth').needs).to.deep.equal(['ci']);
    expect(workflowOf('deploy.yml').concurrency).to.equal(undefined);
  });
});
