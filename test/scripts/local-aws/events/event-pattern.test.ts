import { expect } from 'chai';
import { EventPattern, matchesPattern } from '../../../../scripts/local-aws/events/event-pattern.ts';

const event = { source: 'aws.s3', detail: { bucket: { name: 'photos' }, object: { key: 'trip/a.jpg', size: 3 } } };

describe('matchesPattern', () => {
  const byKey = (...key: object[]) => ({ detail: { object: { key } } });
  const cases: Array<[string, object, boolean]> = [
    ['nothing', {}, true],
    ['the value of a field', { source: ['aws.s3'] }, true],
    ['another value', { source: ['aws.ec2'] }, false],
    ['one of two values', { source: ['aws.ec2', 'aws.s3'] }, true],
    ['one of two fields', { source: ['aws.s3'], account: ['123456789012'] }, false],
    ['a field within another', { detail: { bucket: { name: ['photos'] } } }, true],
    ['a field within a text', { source: { name: ['photos'] } }, false],
    ['a prefix', byKey({ prefix: 'trip/' }), true],
    ['a prefix inside', byKey({ prefix: 'a' }), false],
    ['a suffix', byKey({ suffix: '.jpg' }), true],
    ['a suffix inside', byKey({ suffix: 'trip' }), false],
    ['a wildcard', byKey({ wildcard: 'trip/*.jpg' }), true],
    ['a wildcard for nothing', byKey({ wildcard: 'trip/a*.jpg' }), true],
    ['a wildcard that ends elsewhere', byKey({ wildcard: 'trip/*.png' }), false],
    ['a wildcard with a character of patterns', byKey({ wildcard: 'trip/?.j*' }), false],
    ['a number as text', { detail: { object: { size: ['3'] } } }, false],
  ];
  for (const [what, pattern, expected] of cases) {
    it(`is ${expected} for ${what}`, () => {
      expect(matchesPattern(EventPattern.parse(pattern), event)).to.equal(expected);
    });
  }
});

describe('EventPattern', () => {
  it('refuses matchers that it does not know, by the place', () => {
    for (const matcher of [{ 'anything-but': 'a' }, { exists: true }, 7, { wildcard: 'a\\*' }]) {
      expect(EventPattern.safeParse({ source: [matcher] }).success, JSON.stringify(matcher)).to.equal(false);
    }
    expect(EventPattern.safeParse({ source: [] }).success).to.equal(false);
  });
});
