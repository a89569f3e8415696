import { expect } from 'chai';
import { dangersOf } from '../../../scripts/review-plan/dangers.ts';
import { resourceChanges } from '../../../scripts/review-plan/resource-change.ts';
import { type GivenChange, planOf } from './plans.ts';

interface Dangerous {
  change: GivenChange;
  /** Of the same plan; whatever is said of them. */
  among?: GivenChange[];
  words: RegExp;
}

interface Harmless {
  changes: GivenChange[];
  among?: GivenChange[];
}

export function itWarnsOf(cases: Record<string, Dangerous>): void {
  for (const [what, { change, among = [], words }] of Object.entries(cases)) {
    it(`warns of ${what}`, () => {
      expect(messages([change], among).join('\n')).to.match(words);
    });
  }
}

export function itDoesNotWarnOf(cases: Record<string, Harmless>): void {
  for (const [what, { changes, among = [] }] of Object.entries(cases)) {
    it(`does not warn of ${what}`, () => {
      expect(messages(changes, among)).to.deep.equal([]);
    });
  }
}

function messages(changes: GivenChange[], among: GivenChange[]): string[] {
  const addresses = changes.map(({ address }) => address);
  return dangersOf(resourceChanges(planOf(...changes, ...among)))
    .filter(({ address }) => addresses.includes(address))
    .map(({ message }) => message.text);
}

export const changed = (address: string, before: object, after: object, more: GivenChange = {}) => ({
  address,
  before,
  after,
  ...more,
});
export const replaced = (address: string, before: object, after: object, more: GivenChange = {}) => ({
  ...changed(address, before, after, more),
  actions: ['delete', 'create'],
});
export const destroyed = (address: string, before: object = {}) => ({ address, actions: ['delete'], before });
export const created = (address: string, after: object = {}, more: GivenChange = {}) => ({
  address,
  actions: ['create'],
  after,
  ...more,
});

export const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' };
export const tlsOnly = {
  ...allow,
  Effect: 'Deny',
  Principal: '*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
export const policy = (...Statement: object[]) => ({ policy: JSON.stringify({ Version: '2012-10-17', Statement }) });
