import { expect } from 'chai';
import { ZodError } from 'zod';
import { isPolicy, statementsOf } from '../../../scripts/policies/statement.ts';

const valid = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const anyone = { except: false, patterns: ['*'] };

describe('statementsOf', () => {
  it('writes every way to write an element in one form', () => {
    const one = statementsOf({
      Statement: { ...valid, Principal: '*', Condition: { Bool: { 'AWS:SecureTransport': true } } },
    });
    const many = statementsOf({
      Statement: [
        {
          ...valid,
          Action: ['s3:GetObject'],
          Principal: { AWS: ['*'] },
          Condition: { Bool: { 'aws:securetransport': ['true'] } },
        },
      ],
    });
    expect(one).to.deep.equal(many);
    expect(one[0]?.principal).to.deep.equal(anyone);
  });

  it('tells what a statement excepts from what it names, and from what it leaves out', () => {
    const [statement] = statementsOf({ Statement: { Effect: 'Deny', NotAction: 's3:GetObject', NotResource: 'a' } });
    expect(statement?.action).to.deep.equal({ except: true, patterns: ['s3:GetObject'] });
    expect(statement?.resource).to.deep.equal({ except: true, patterns: ['a'] });
    expect(statement?.principal).to.deep.equal({ except: false, patterns: [''] });
  });

  it('keeps what is not known', () => {
    const unknown = Symbol('unknown');
    expect(statementsOf({ Statement: { ...valid, Resource: [unknown] } })[0]?.resource.patterns).to.deep.equal([
      unknown,
    ]);
  });

  it('finds none without a policy', () => {
    expect(statementsOf(undefined)).to.deep.equal([]);
    expect(statementsOf(null)).to.deep.equal([]);
  });

  const invalid: Record<string, object> = {
    'an unknown effect': { ...valid, Effect: 'Perhaps' },
    'an unknown element': { ...valid, Conditions: {} },
    'no action': { Effect: 'Allow', Resource: '*' },
    'an action and its opposite': { ...valid, NotAction: 's3:*' },
    'a resource and its opposite': { ...valid, NotResource: '*' },
    'a principal and its opposite': { ...valid, Principal: '*', NotPrincipal: '*' },
  };
  for (const [what, statement] of Object.entries(invalid)) {
    it(`refuses ${what}`, () => {
      expect(() => statementsOf({ Statement: statement })).to.throw(ZodError);
    });
  }
});

describe('isPolicy', () => {
  it('knows a policy by its statements', () => {
    expect(isPolicy({ Statement: [] })).to.equal(true);
    for (const other of [{}, [], null, 'Statement', undefined]) expect(isPolicy(other)).to.equal(false);
  });
});
