import { expect } from 'chai';
import { trustOf } from '../../../infra/bootstrap/trust.ts';

const gitlab = {
  host: 'gitlab.com',
  audience: 'https://gitlab.com',
  plan: ['project_path:octo/photos:ref_type:branch:ref:main'],
  deploy: { prod: ['project_path:octo/photos:ref_type:branch:ref:release'] },
};

describe('trustOf', () => {
  it('trusts the pull requests and the main branch of a repository to plan, and its environments to deploy', () => {
    const trust = trustOf({ repository: 'octo-org/photos', issuer: undefined });
    expect(trust).to.include({ host: 'token.actions.githubusercontent.com', audience: 'sts.amazonaws.com' });
    expect(trust.plan).to.deep.equal(['repo:octo-org/photos:pull_request', 'repo:octo-org/photos:ref:refs/heads/main']);
    expect(trust.deploy('prod')).to.deep.equal(['repo:octo-org/photos:environment:prod']);
  });

  it('trusts the subjects of another issuer', () => {
    const trust = trustOf({ repository: undefined, issuer: gitlab });
    expect(trust).to.include({ host: 'gitlab.com', audience: 'https://gitlab.com' });
    expect(trust.plan).to.deep.equal(gitlab.plan);
    expect(trust.deploy('prod')).to.deep.equal(gitlab.deploy.prod);
    expect(trust.deploy('dev')).to.deep.equal([]);
  });
});
