import { expect } from 'chai';
import { parseAccounts } from '../../../infra/bootstrap/parse-accounts.ts';
import { SettingsError } from '../../../infra/errors.ts';
import { parseEnvironments } from '../../../infra/parse-environments.ts';

const environments = parseEnvironments([
  { project: 'thumbnails', name: 'dev', region: 'eu-west-1' },
  { project: 'thumbnails', name: 'dev-eu', region: 'eu-west-1' },
  { project: 'thumbnails', name: 'prod', region: 'eu-central-1' },
  { project: 'previews', name: 'trial', region: 'eu-west-1' },
]);
const main = {
  name: 'main',
  id: '123456789012',
  region: 'eu-west-1',
  repository: 'octo-org/photos',
  environments: ['dev', 'prod'],
};

describe('parseAccounts', () => {
  it('returns each account with its project and the settings of its environments', () => {
    const [account] = parseAccounts([main], environments);
    expect(account).to.deep.equal({
      ...main,
      project: 'thumbnails',
      environments: [environments[0], environments[2]],
      encryption: 'SSE-S3',
      existingGithubProvider: false,
      tags: {},
    });
  });

  for (const repository of ['octo-org/photos', 'o/r.s_t-1', 'octo-org@123456/photos@456789']) {
    it(`accepts the repository ${repository}`, () => {
      expect(problemsOf([{ ...main, repository }])).to.deep.equal([]);
    });
  }

  for (const repository of ['OWNER/REPOSITORY', 'photos', 'o/*', '*/*', 'o/r:ref', 'o@1/r', 'o/r@2', 'o@*/r@*', '']) {
    it(`refuses ${JSON.stringify(repository)} as a repository`, () => {
      expect(problemsOf([{ ...main, repository }])[0]).to.match(
        /^accounts\[0\]\.repository: got .*, expected your rep/,
      );
    });
  }

  const issuer = {
    host: 'gitlab.com',
    audience: 'https://gitlab.com',
    plan: ['main'],
    deploy: { dev: ['a'], prod: ['b'] },
  };
  const { repository: _, ...without } = main;

  it('accepts another issuer of tokens instead of a repository', () => {
    expect(problemsOf([{ ...without, issuer }])).to.deep.equal([]);
    expect(problemsOf([without])[0]).to.include('expected your repository at GitHub, or an issuer');
    expect(problemsOf([{ ...main, issuer }])[0]).to.include('expected either a repository at GitHub or an issuer');
  });

  it('refuses an issuer that leaves out an environment, or has a wildcard', () => {
    expect(problemsOf([{ ...without, issuer: { ...issuer, deploy: { dev: ['a'] } } }])[0]).to.include(
      'expected deploy to have the environments dev, prod, and no other',
    );
    expect(problemsOf([{ ...without, issuer: { ...issuer, plan: ['project_path:octo/*'] } }])[0]).to.include(
      'a subject without wildcards',
    );
  });

  it('names every problem of every account at once', () => {
    const wrong = { ...main, region: 'Ireland', repository: 'photos', environments: ['staging'], owner: 'me' };
    expect(problemsOf([wrong, { ...main, name: 'B' }]).map((problem) => problem.split(':')[0])).to.have.members([
      'accounts[0].region',
      'accounts[0].repository',
      'accounts[0].environments[0]',
      'accounts[0].owner',
      'accounts[1].name',
    ]);
  });

  it('refuses values that are not accounts or not a list of them', () => {
    expect(problemsOf([null])[0]).to.match(/^accounts\[0\]: got null, expected an account, such as /);
    expect(problemsOf(main)[0]).to.match(/, expected a list of accounts$/);
  });

  it('refuses environments of two projects, since the account has one plan role', () => {
    expect(problemsOf([{ ...main, environments: ['dev', 'trial'] }])[0]).to.include('of one project');
  });

  it('refuses environments if the role of one could change the other', () => {
    expect(problemsOf([{ ...main, environments: ['dev-eu', 'dev'] }])).to.deep.equal([
      'accounts: the role that may change "thumbnails-dev-*" may also change "thumbnails-dev-eu-*", rename the project or name of one',
    ]);
  });

  it('refuses a state in a bucket whose objects the role of an environment may not touch', () => {
    const remoteState = { bucket: 'thumbnails-dev-states', region: 'eu-west-1' };
    const [dev] = parseEnvironments([{ project: 'thumbnails', name: 'dev', region: 'eu-west-1', remoteState }]);
    const parse = () => parseAccounts([{ ...main, environments: ['dev'] }], dev ? [dev] : []);
    expect(parse).to.throw(SettingsError, 'may also change "thumbnails-dev-states*"');
  });

  it('refuses them in two projects and two entries too, which can be one AWS account', () => {
    const nested = parseEnvironments([
      { project: 'thumbnails', name: 'dev', region: 'eu-west-1' },
      { project: 'thumbnails-dev', name: 'x', region: 'eu-west-1' },
    ]);
    const accounts = [
      { ...main, environments: ['dev'] },
      { ...main, name: 'other', environments: ['x'] },
    ];
    expect(() => parseAccounts(accounts, nested)).to.throw(SettingsError, 'also change "thumbnails-dev-x-*"');
  });

  it('refuses an environment whose role could change the state bucket', () => {
    const tfstate = parseEnvironments([{ project: 'tfstate', name: 'tfstate', region: 'eu-west-1' }]);
    expect(() => parseAccounts([{ ...main, environments: ['tfstate'] }], tfstate)).to.throw(SettingsError, 'tfstate');
  });

  for (const id of ['12345678901', '1234567890123', '1234-5678-9012', 123456789012, undefined]) {
    it(`refuses ${JSON.stringify(id)} in place of an account ID`, () => {
      expect(problemsOf([{ ...main, id }])[0]).to.match(/^accounts\[0\]\.id: got .*, expected the 12 digits/);
    });
  }

  it('refuses an environment in two accounts', () => {
    expect(problemsOf([main, { ...main, name: 'other', id: '210987654321', environments: ['prod'] }])).to.deep.equal([
      'accounts: got "prod" in more than one account, expected each environment in one account',
    ]);
  });

  it('refuses an environment that sets the ID of another account', () => {
    const dev = { project: 'thumbnails', name: 'dev', region: 'eu-west-1', account: '210987654321' };
    expect(() => parseAccounts([{ ...main, environments: ['dev'] }], parseEnvironments([dev])))
      .to.throw(SettingsError)
      .with.deep.property('problems', [
        'environments: got account "210987654321" of dev, expected "123456789012", its ID in accounts',
      ]);
  });

  const stateBucket = 'tfstate-thumbnails-123456789012-eu-west-1';
  for (const settings of [
    { sourceBucket: stateBucket },
    { sourceBucket: { existing: stateBucket } },
    { processedBucket: stateBucket },
    { accessLogBucket: stateBucket },
  ]) {
    it(`refuses a state bucket in ${JSON.stringify(settings)}`, () => {
      const known = parseEnvironments([{ project: 'thumbnails', name: 'dev', region: 'eu-west-1', ...settings }]);
      expect(() => parseAccounts([{ ...main, environments: ['dev'] }], known)).to.throw(
        SettingsError,
        'this one stores states of the account main',
      );
    });
  }

  it('refuses to store the state of the bootstrap among images', () => {
    const remoteState = { bucket: 'thumbnails-dev-source-123456789012-eu-west-1', region: 'eu-west-1' };
    expect(problemsOf([{ ...main, environments: ['dev'], remoteState }])[0]).to.include('stores states of the account');
  });

  it('refuses a boundary of another account, of an environment or of all', () => {
    const permissionsBoundary = 'arn:aws:iam::210987654321:policy/company';
    const problem = `accounts: got the boundary "${permissionsBoundary}" of dev, expected a policy of the account 123456789012`;
    const own = parseEnvironments([{ project: 'thumbnails', name: 'dev', region: 'eu-west-1', permissionsBoundary }]);
    expect(() => parseAccounts([{ ...main, environments: ['dev'] }], own)).to.throw(SettingsError, problem);
    const organization = { permissionsBoundary };
    expect(problemsOf([{ ...main, environments: ['dev'], organization }])).to.deep.equal([problem]);
  });

  it('refuses a key of another region for its states', () => {
    const keyIn = (region: string) => `arn:aws:kms:${region}:123456789012:key/1234abcd`;
    expect(problemsOf([{ ...main, encryption: keyIn('eu-west-1') }])).to.deep.equal([]);
    expect(problemsOf([{ ...main, encryption: keyIn('us-east-1') }])[0]).to.include(
      'expected a key whose ARN begins with "arn:aws:kms:eu-west-1:"',
    );
  });

  for (const key of ['bootstrap.tfstate', 'thumbnails/prod.tfstate']) {
    it(`refuses the state ${key} for an environment, which another stack has`, () => {
      const remoteState = { bucket: stateBucket, region: 'eu-west-1', key };
      const known = parseEnvironments([
        { project: 'thumbnails', name: 'prod', region: 'eu-west-1' },
        { project: 'thumbnails', name: 'dev', region: 'eu-west-1', remoteState },
      ]);
      expect(() => parseAccounts([main], known)).to.throw(
        SettingsError,
        /got the state "tfstate-.*" of dev, expected a key that no other stack has/,
      );
    });
  }

  it('refuses one state for the bootstraps of two accounts in the bucket of a company', () => {
    const twoAccounts = (key?: string) => {
      const remoteState = { bucket: 'acme-states', region: 'eu-west-1' };
      return [
        { ...main, environments: ['dev'], remoteState },
        { ...main, name: 'prod', id: '210987654321', environments: ['prod'], remoteState: { ...remoteState, key } },
      ];
    };
    expect(problemsOf(twoAccounts())).to.deep.equal([
      'accounts: got the state "acme-states/bootstrap.tfstate" of prod, expected a state that no other stack has: give each account a remoteState.key of its own, such as "bootstrap/prod.tfstate"',
    ]);
    expect(problemsOf(twoAccounts('bootstrap/prod.tfstate'))).to.deep.equal([]);
  });

  it('refuses the state of a bootstrap for an environment that another account or none holds', () => {
    const remoteState = { bucket: 'acme-states', region: 'eu-west-1' };
    const known = parseEnvironments([
      { project: 'thumbnails', name: 'dev', region: 'eu-west-1' },
      {
        project: 'thumbnails',
        name: 'prod',
        region: 'eu-west-1',
        remoteState: { ...remoteState, key: 'bootstrap.tfstate' },
      },
    ]);
    const holder = { ...main, environments: ['dev'], remoteState };
    const other = { ...main, name: 'other', id: '210987654321', environments: ['prod'] };
    for (const accounts of [[holder], [holder, other]]) {
      expect(() => parseAccounts(accounts, known)).to.throw(
        SettingsError,
        'got the state "acme-states/bootstrap.tfstate" of prod, expected a key that no other stack has',
      );
    }
  });

  it('refuses two entries whose bootstraps would create the same roles or bucket', () => {
    const dev = { ...main, environments: ['dev'] };
    const prod = { ...main, name: 'other', environments: ['prod'] };
    const problem =
      'accounts: got the ID "123456789012" of other, expected another than main has for the project thumbnails: both bootstraps would create the same resources; list the environments of both in one entry';
    const prefixed = { ...prod, organization: { rolePrefix: 'app-' } };
    expect(problemsOf([dev, prod])).to.include(problem);
    expect(problemsOf([dev, { ...prod, region: 'eu-central-1' }])).to.include(problem);
    expect(problemsOf([dev, prefixed])).to.include(problem);
    expect(problemsOf([dev, { ...prefixed, region: 'eu-central-1' }])).to.deep.equal([]);
    expect(problemsOf([dev, { ...prod, id: '210987654321' }])).to.deep.equal([]);
  });

  it('refuses a boundary of an environment beside that of its organization', () => {
    const boundary = (name: string) => `arn:aws:iam::123456789012:policy/${name}`;
    const dev = { project: 'thumbnails', name: 'dev', region: 'eu-west-1', permissionsBoundary: boundary('own') };
    const parse = (name: string) => () =>
      parseAccounts(
        [{ ...main, environments: ['dev'], organization: { permissionsBoundary: boundary(name) } }],
        parseEnvironments([dev]),
      );
    expect(parse('own')).not.to.throw();
    expect(parse('company')).to.throw(
      SettingsError,
      `got permissionsBoundary "${boundary('own')}" of dev, expected none beside "${boundary('company')}"`,
    );
  });

  it('refuses a repeated environment or account', () => {
    expect(problemsOf([{ ...main, environments: ['dev', 'dev'] }])[0]).to.include(
      'expected one of dev, dev-eu, prod, trial, each once',
    );
    expect(problemsOf([main, main])[0]).to.include('a name of their own');
  });

  it('refuses an account without environments', () => {
    expect(problemsOf([{ ...main, environments: [] }])).to.have.length(1);
  });

  it('says what to do', () => {
    expect(() => parseAccounts('main', environments))
      .to.throw(SettingsError)
      .with.property('message')
      .that.matches(/^infra\/environments.ts has 1 problem:\n {2}- .*\nCorrect that file and run/);
  });
});

function problemsOf(input: unknown): readonly string[] {
  try {
    parseAccounts(input, environments);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}
