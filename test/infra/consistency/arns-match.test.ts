import { expect } from 'chai';
import { problemsOf } from './problems-of.ts';

const keyIn = (region: string) => `arn:aws:kms:${region}:123456789012:key/1234abcd`;

describe('keysAreInRegion', () => {
  it('refuses a KMS key in another region, for a new bucket and for an existing one', () => {
    const existing = (region: string) => ({ sourceBucket: { existing: 'photos', encryption: keyIn(region) } });
    expect(problemsOf({ encryption: keyIn('eu-west-1'), ...existing('eu-west-1') })).to.deep.equal([]);
    const expected = 'expected a key whose ARN begins with "arn:aws:kms:eu-west-1:":';
    const because = 'S3 can only use keys of its own region; create one in eu-west-1 and set its ARN';
    const problems = [`encryption: ${expected} ${because}`, `sourceBucket: ${expected} ${because}`];
    expect(problemsOf({ encryption: keyIn('us-east-1'), ...existing('us-east-1') })).to.deep.equal(problems);
    const elsewhere = keyIn('eu-west-1').replace('aws', 'aws-cn');
    expect(problemsOf({ encryption: elsewhere })).to.deep.equal(problems.slice(0, 1));
  });

  it('refuses former keys, keys of alarms and keys of the state in another region', () => {
    const state = (region: string, keyRegion: string) => ({
      remoteState: { bucket: 'states', region, encryption: keyIn(keyRegion) },
    });
    expect(problemsOf({ formerKeys: [keyIn('eu-west-1')], alarms: { key: keyIn('eu-west-1') } })).to.deep.equal([]);
    expect(problemsOf(state('us-east-1', 'us-east-1'))).to.deep.equal([]);
    expect(problemsOf({ formerKeys: [keyIn('eu-west-1'), keyIn('us-east-1')] })[0]).to.match(/^formerKeys: .* S3 can/);
    expect(problemsOf({ alarms: { key: keyIn('us-east-1') } })[0]).to.match(/^alarms: .* SNS can only use keys/);
    expect(problemsOf(state('us-east-1', 'eu-west-1'))[0]).to.match(/^remoteState: .*arn:aws:kms:us-east-1:/);
  });
});

describe('boundaryIsInAccount', () => {
  it('refuses a permissions boundary of another account', () => {
    const permissionsBoundary = 'arn:aws:iam::123456789012:policy/b';
    expect(problemsOf({ permissionsBoundary, account: '123456789012' })).to.deep.equal([]);
    expect(problemsOf({ permissionsBoundary, account: '210987654321' })).to.deep.equal([
      'permissionsBoundary: expected a policy of the account 210987654321: a role cannot have the boundary of another account',
    ]);
  });
});

describe('deployRoleIsInAccount', () => {
  it('refuses a role to deploy with of another account or partition', () => {
    const deployRoleArn = 'arn:aws:iam::123456789012:role/deploy';
    expect(problemsOf({ deployRoleArn, account: '123456789012' })).to.deep.equal([]);
    expect(problemsOf({ deployRoleArn, account: '210987654321' })).to.deep.equal([
      'deployRoleArn: expected a role of the account 210987654321: Terraform deploys to the account of the role that it assumes',
    ]);
    expect(problemsOf({ deployRoleArn, region: 'cn-north-1' })).to.deep.equal([
      'deployRoleArn: expected an ARN that begins with "arn:aws-cn:" as in the rest of cn-north-1',
    ]);
  });
});

describe('arnsAreInPartition', () => {
  it('refuses a permissions boundary in another partition', () => {
    const boundaryIn = (partition: string) => ({ permissionsBoundary: `arn:${partition}:iam::123456789012:policy/b` });
    expect(problemsOf(boundaryIn('aws'))).to.deep.equal([]);
    expect(problemsOf(boundaryIn('aws-cn'))).to.deep.equal([
      'permissionsBoundary: expected an ARN that begins with "arn:aws:" as in the rest of eu-west-1',
    ]);
    const inGovCloud = { ...boundaryIn('aws-us-gov'), region: 'us-gov-west-1' };
    expect(problemsOf(inGovCloud)).to.deep.equal([]);
  });

  it("refuses a role of another partition than the state's", () => {
    const remoteState = (roleArn: string) => ({ remoteState: { bucket: 'states', region: 'eu-west-1', roleArn } });
    expect(problemsOf(remoteState('arn:aws:iam::210987654321:role/state'))).to.deep.equal([]);
    expect(problemsOf(remoteState('arn:aws-cn:iam::210987654321:role/state'))).to.deep.equal([
      'remoteState: expected a role whose ARN begins with "arn:aws:" as in the rest of eu-west-1',
    ]);
  });

  it('refuses readers in another partition', () => {
    expect(problemsOf({ readers: { roles: ['arn:aws-cn:iam::123456789012:role/web'] } })).to.deep.equal([
      'readers: expected ARNs that begin with "arn:aws:" as in the rest of eu-west-1',
    ]);
  });
});
