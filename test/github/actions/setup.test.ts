import { expect } from 'chai';
import { actionSteps } from '../workflow-files.ts';

describe('the Set up action', () => {
  it('installs a Terraform that locks states, without the wrapper that changes its output', () => {
    const terraform = actionSteps('setup').find(({ uses }) => uses?.startsWith('hashicorp/setup-terraform@'));
    expect(terraform?.with).to.deep.equal({ terraform_version: '1.11.4', terraform_wrapper: false });
  });
});
