import { expect } from 'chai';
import { knownAccounts } from '../../../scripts/review-plan/known-accounts.ts';
import { parsePlan } from '../../../scripts/review-plan/plan.ts';
import { resourceChanges } from '../../../scripts/review-plan/resource-change.ts';
import { dangersOf } from '../../../scripts/review-plan/rules/dangers.ts';
import type { Rule, Rules } from '../../../scripts/review-plan/rules/rule.ts';
import { type GivenChange, type GivenPlan, rawPlan } from './plans.ts';

interface Dangerous {
  change: GivenChange;
  /** Other changes of the same plan, whatever is said of them. */
  among?: GivenChange[];
  plan?: GivenPlan;
  words: RegExp;
}

interface Harmless {
  changes: GivenChange[];
  among?: GivenChange[];
  plan?: GivenPlan;
}

interface Cases {
  /** The rule alone warns of each. */
  warnsOf: Record<string, Dangerous>;
  /** No rule warns of any. */
  isQuietAbout?: Record<string, Harmless>;
}

/** Tests each rule of a table under its name. A rule without cases does not compile. */
export function testRules<Name extends string>(rules: Record<Name, Rule>, cases: Record<Name, Cases>): void {
  for (const [name, { warnsOf, isQuietAbout = {} }] of Object.entries<Cases>(cases)) {
    describe(name, () => {
      itWarnsOf(warnsOf, [{ [name]: rules[name as Name] }]);
      itDoesNotWarnOf(isQuietAbout);
    });
  }
}

export function itWarnsOf(cases: Record<string, Dangerous>, judgedBy?: Rules[]): void {
  for (const [what, { change, among = [], plan, words }] of Object.entries(cases)) {
    it(`warns of ${what}`, () => {
      expect(messages([change], among, plan, judgedBy).join('\n')).to.match(words);
    });
  }
}

export function itDoesNotWarnOf(cases: Record<string, Harmless>): void {
  for (const [what, { changes, among = [], plan }] of Object.entries(cases)) {
    it(`does not warn of ${what}`, () => {
      expect(messages(changes, among, plan)).to.deep.equal([]);
    });
  }
}

function messages(given: GivenChange[], among: GivenChange[], more: GivenPlan = {}, judgedBy?: Rules[]): string[] {
  const addresses = given.map(({ address }) => address);
  const plan = parsePlan(JSON.stringify(rawPlan([...given, ...among], more)));
  const changes = resourceChanges(plan);
  return dangersOf(changes, knownAccounts(plan, changes), judgedBy)
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
