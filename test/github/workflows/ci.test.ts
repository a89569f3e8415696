import { expect } from 'chai';
import { jobOf, workflowOf } from '../workflow-files.ts';
import { runs } from '../workflow-parts.ts';

describe('ci.yml', () => {
  const test = jobOf('ci.yml', 'test');

  it('tests each pull request, each merge and each deployment, on every supported Node.js', () => {
    expect(workflowOf('ci.yml').on).to.have.all.keys('pull_request', 'merge_group', 'workflow_call');
    expect(test.strategy?.matrix).to.deep.equal({ node: [20, 22, 24] });
    expect(runs(test)).to.deep.equal(['npm test']);
    expect(test.if).to.equal(undefined);
  });

  it("checks the user's configuration, which no test reads", () => {
    const check = jobOf('ci.yml', 'check');
    expect(runs(check)).to.deep.equal(['npm run check']);
    expect(check.if).to.equal(undefined);
  });

  it('stops what a newer push has replaced', () => {
    expect(workflowOf('ci.yml').concurrency?.['cancel-in-progress']).to.equal(true);
  });
});
