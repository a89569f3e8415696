import { expect } from 'chai';
import { RolePolicy } from '../../../scripts/policies/role-policy.ts';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/*' };

function problemsOf(changes: object, document: object = {}): string {
  const result = RolePolicy.safeParse({
    Version: '2012-10-17',
    Statement: { ...statement, ...changes },
    ...document,
  });
  return result.success ? '' : result.error.issues.map(({ message }) => message).join('\n');
}

describe('RolePolicy', () => {
  it('reads one of anything as a list of it', () => {
    const one = RolePolicy.parse({ Version: '2012-10-17', Statement: statement });
    const many = RolePolicy.parse({
      Version: '2012-10-17',
      Statement: [{ ...statement, Action: [statement.Action], Resource: [statement.Resource] }],
    });

    expect(one).to.deep.equal(many);
  });

  it('names a condition operator that it does not know', () => {
    expect(problemsOf({ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })).to.contain('IpAddress');
    expect(problemsOf({ Condition: { DateLessThan: { a: 'b' } } })).to.contain('DateLessThan');
  });

  it('refuses what it would have to ignore', () => {
    expect(problemsOf({ Principal: '*' })).to.contain('Principal');
    expect(problemsOf({ NotPrincipal: { AWS: '1' } })).to.contain('Principal');
    expect(problemsOf({ Action: [] }, { Statement: [] })).to.contain('expected a statement');
    expect(problemsOf({ Resource: `arn:aws:s3:::bucket/$\{aws:username}/*` })).to.contain('policy variable');
    expect(problemsOf({ Condition: { StringEquals: { a: `$\{aws:username}` } } })).to.contain('policy variable');
    expect(problemsOf({}, { Version: '2008-10-17' })).to.contain('2012-10-17');
  });

  it('refuses a resource that is no ARN, as IAM does', () => {
    expect(problemsOf({ Resource: 'bucket/*' })).to.contain('ARN of six parts');
  });

  it('refuses a statement with neither or both of Action and NotAction, Resource and NotResource', () => {
    expect(problemsOf({ Action: undefined })).to.contain('either Action');
    expect(problemsOf({ NotAction: 's3:*' })).to.contain('either Action');
    expect(problemsOf({ Resource: undefined })).to.contain('either Resource');
    expect(problemsOf({ NotResource: '*' })).to.contain('either Resource');
  });
});
