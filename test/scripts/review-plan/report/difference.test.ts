import { expect } from 'chai';
import { differences } from '../../../../scripts/review-plan/report/difference.ts';

describe('differences', () => {
  it('finds none between values that Terraform writes in several ways', () => {
    expect(differences({ a: null, b: [], c: 'x' }, { b: {}, c: 'x', d: [] })).to.deep.equal([]);
  });

  it('finds plain values within blocks, of which most are lists of one', () => {
    expect(differences({ rule: [{ id: 'a', days: 1 }] }, { rule: [{ id: 'a', days: 2 }] })).to.deep.equal([
      { path: 'rule.days', before: 1, after: 2 },
    ]);
  });

  it('finds what was added to, and removed from, a list of plain values', () => {
    expect(differences({ events: ['a', 'b', 'b'] }, { events: ['b', 'c'] })).to.deep.equal([
      { path: 'events', before: ['a', 'b'], after: ['c'] },
    ]);
  });

  it('finds that a list has another order', () => {
    const [before, after] = [
      ['a', 'b'],
      ['b', 'a'],
    ];
    expect(differences({ list: before }, { list: after })).to.deep.equal([{ path: 'list', before, after }]);
  });

  it('compares blocks of a list with each other when those that are the same are left out', () => {
    const [a, b, c] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
    expect(differences({ rule: [a, b] }, { rule: [c, a, { id: 'd' }] })).to.deep.equal([
      { path: 'rule.0.id', before: 'b', after: 'c' },
      { path: 'rule.1.id', before: undefined, after: 'd' },
    ]);
  });

  it('compares statements of a policy by their names', () => {
    const [read, write] = [
      { Sid: 'Read', Action: 'a' },
      { Sid: 'Write', Action: ['b'] },
    ];
    const after = { Statement: [{ Sid: 'Write', Action: ['b', 'c'] }, read] };
    expect(differences({ Statement: [read, write] }, after)).to.deep.equal([
      { path: 'Statement.Write.Action', before: undefined, after: ['c'] },
    ]);
  });
});
