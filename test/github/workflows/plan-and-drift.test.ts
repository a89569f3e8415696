import { expect } from 'chai';
import { jobOf } from '../workflow-files.ts';
import { expression, fromDeployments, inputsOf, runs } from '../workflow-parts.ts';

describe('plan.yml and drift.yml', () => {
  for (const file of ['plan.yml', 'drift.yml']) {
    it(`plan each environment in the role that only reads, without an approval: ${file}`, () => {
      const plan = jobOf(file, 'plan');
      expect(jobOf(file, 'synth').uses).to.equal('./.github/workflows/synth.yml');
      expect(plan.needs).to.deep.equal(['synth']);
      expect(plan.strategy?.matrix).to.deep.equal({ deployment: fromDeployments });
      expect(plan.environment).to.equal(undefined);
      expect(inputsOf(plan, 'plan')).to.deep.equal({
        environment: expression('matrix.deployment.name'),
        region: expression('matrix.deployment.region'),
        role: expression('matrix.deployment.planRole'),
      });
      expect(runs(plan).join()).not.to.match(/terraform |cdktf (deploy|destroy)/);
    });
  }
});
