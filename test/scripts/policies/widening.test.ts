import { expect } from 'chai';
import { statementsOf } from '../../../scripts/policies/statement.ts';
import { newlyAllowed, noLongerDenied } from '../../../scripts/policies/widening.ts';

const unknown = Symbol('known after apply');

type Change = { [element: string]: unknown };

/** Without what is null: a statement has either an element or its opposite. */
const present = (change: Change): Change =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== null));

const statements = (...changes: Change[]) =>
  statementsOf({
    Statement: changes.map((it) => present({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...it })),
  });

const named = (test: string, ...values: string[]): Change => ({ Condition: { [test]: { 'aws:SourceArn': values } } });

const narrower: [what: string, wide: Change, narrow: Change][] = [
  ['wildcards in actions, whatever their case', { Action: 'S3:*' }, { Action: 's3:Get*' }],
  ['wildcards of one character', { Action: 's3:GetObjec?' }, { Action: 's3:GetObject' }],
  ['resources under a prefix', { Resource: 'arn:aws:s3:::a/*' }, { Resource: 'arn:aws:s3:::a/b/*' }],
  ['one of several principals', { Principal: { AWS: ['1', '2'] } }, { Principal: { AWS: '2' } }],
  ['a principal among anyone', { Principal: '*' }, { Principal: { AWS: '1' } }],
  ['what is everything but something', {}, { NotResource: 'arn:aws:s3:::a', Resource: null }],
  ['more conditions', {}, named('StringEquals', 'a')],
  ['fewer values of a condition', named('StringEquals', 'a', 'b'), named('StringEquals', 'a')],
];

const wider: [what: string, before: Change, after: Change][] = [
  ['a wildcard that stands for more than one character', { Action: 's3:GetObjec?' }, { Action: 's3:GetObjec*' }],
  ['an end that is left open', { Resource: 'arn:aws:s3:::a' }, { Resource: 'arn:aws:s3:::a*' }],
  ['a shorter name than before', { Action: 's3:GetObjectAcl' }, { Action: 's3:GetObject' }],
  ['everything but what it was', { Resource: 'a' }, { NotResource: 'a', Resource: null }],
  ['a condition of another kind', named('ArnEquals', 'a'), named('ArnNotEquals', 'a')],
  ['fewer values of a condition that excludes', named('ArnNotEquals', 'a', 'b'), named('ArnNotEquals', 'a')],
  ['what was an exception', { NotResource: 'a', Resource: null }, { Resource: 'a' }],
  ['other exceptions', { NotResource: 'a', Resource: null }, { NotResource: 'b', Resource: null }],
];

describe('newlyAllowed', () => {
  for (const [what, wide, narrow] of narrower) {
    it(`finds nothing in ${what}, and something the other way around`, () => {
      expect(newlyAllowed(statements(wide), statements(narrow), false)).to.deep.equal([]);
      expect(newlyAllowed(statements(narrow), statements(wide), false)).to.have.lengthOf(1);
    });
  }

  for (const [what, before, after] of wider) {
    it(`finds ${what}`, () => {
      expect(newlyAllowed(statements(before), statements(after), false)).to.have.lengthOf(1);
    });
  }

  it('takes the root user of an account for the account, as AWS does', () => {
    const [number, root] = ['123456789012', 'arn:aws:iam::123456789012:root'].map((AWS) =>
      statements({ Principal: { AWS } }),
    );
    expect(newlyAllowed(number ?? [], root ?? [], false)).to.deep.equal([]);
    expect(newlyAllowed(root ?? [], statements({ Principal: { AWS: '210987654321' } }), false)).to.have.lengthOf(1);
  });

  it('gives the part of a statement that is new', () => {
    const before = statements({ Action: ['a:Get', 'a:List'], Resource: ['x', 'y'] });
    const [part] = newlyAllowed(before, statements({ Action: ['a:Get', 'a:Put'], Resource: ['x', 'y'] }), false);
    expect(part?.action.patterns).to.deep.equal(['a:Put']);
    expect(part?.resource.patterns).to.deep.equal(['x', 'y']);
  });

  it('finds what two statements allow together once they are one', () => {
    const before = statements({ Action: 'a:Get', Resource: 'x' }, { Action: 'a:Put', Resource: 'y' });
    const [part] = newlyAllowed(before, statements({ Action: ['a:Get', 'a:Put'], Resource: ['x', 'y'] }), false);
    expect(part?.action.patterns).to.have.members(['a:Get', 'a:Put']);
  });

  it('takes what is unknown for the same, or for something else', () => {
    const [before, after] = [statements({ Resource: 'x' }), statements({ Resource: unknown })];
    expect(newlyAllowed(before, after, true)).to.deep.equal([]);
    expect(newlyAllowed(before, after, false)).to.have.lengthOf(1);
  });

  it('takes nothing that is known for the same as something else', () => {
    const [before, after] = [statements(named('ArnLike', 'a')), statements(named('ArnLike', 'b'))];
    expect(newlyAllowed(before, after, true)).to.have.lengthOf(1);
  });

  it('is soon done with patterns of many wildcards', () => {
    const [before, after] = [statements({ Resource: 'a*'.repeat(1000) }), statements({ Resource: 'a'.repeat(5000) })];
    expect(newlyAllowed(before, after, false)).to.deep.equal([]);
    expect(newlyAllowed(before, statements({ Resource: `${'a'.repeat(5000)}b*c` }), false)).to.deep.equal([]);
  });
});

describe('noLongerDenied', () => {
  const deny = { Effect: 'Deny' };

  it('finds a denial under more conditions, and nothing in one under fewer', () => {
    const [always, sometimes] = [statements(deny), statements({ ...deny, ...named('StringEquals', 'a') })];
    expect(noLongerDenied(always, sometimes, false)).to.have.lengthOf(1);
    expect(noLongerDenied(sometimes, always, false)).to.deep.equal([]);
  });

  it('does not mind what is allowed', () => {
    expect(noLongerDenied(statements({}), [], false)).to.deep.equal([]);
  });
});
