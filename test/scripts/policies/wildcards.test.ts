import { expect } from 'chai';
import { coversArn, coversWildcards, matchesArn, matchesWildcards } from '../../../scripts/policies/wildcards.ts';

describe('matchesWildcards', () => {
  it('lets * stand for any characters, line breaks and none as well', () => {
    for (const value of ['ab', 'a-b', 'a\nb', 'a😀b']) expect(matchesWildcards('a*b', value), value).to.equal(true);
    expect(matchesWildcards('a*b', 'abc')).to.equal(false);
  });

  it('lets ? stand for exactly one character, also one outside of the basic plane', () => {
    expect(matchesWildcards('a?b', 'a😀b')).to.equal(true);
    expect(matchesWildcards('a?b', 'ab')).to.equal(false);
    expect(matchesWildcards('a?b', 'axxb')).to.equal(false);
  });

  it('takes every other character literally', () => {
    const special = String.raw`.+^${'$'}()[]{}|\/-`;

    expect(matchesWildcards(special, special)).to.equal(true);
    expect(matchesWildcards('a.b', 'axb')).to.equal(false);
  });
});

describe('matchesArn', () => {
  it('keeps a wildcard within its part of the ARN', () => {
    expect(matchesArn('arn:aws:*:eu-west-1:*:queue', 'arn:aws:sqs:eu-west-1:111111111111:queue')).to.equal(true);
    expect(matchesArn('arn:*:queue::::', 'arn:aws:sqs:eu-west-1:111111111111:queue')).to.equal(false);
    expect(matchesArn('arn:aws:sqs:*:queue:', 'arn:aws:sqs:eu-west-1:111111111111:queue')).to.equal(false);
  });

  it('reads colons of the resource as part of it', () => {
    expect(matchesArn('arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/a:b:c')).to.equal(true);
    expect(matchesArn('arn:aws:s3:::bucket/a:b', 'arn:aws:s3:::bucket/a:c')).to.equal(false);
  });

  it('matches everything with a bare *', () => {
    expect(matchesArn('*', '*')).to.equal(true);
    expect(matchesArn('*', 'arn:aws:s3:::bucket')).to.equal(true);
  });
});

describe('coversWildcards', () => {
  it('covers a pattern that matches fewer values', () => {
    expect(coversWildcards('a*', 'a?')).to.equal(true);
    expect(coversWildcards('a*', 'a*b')).to.equal(true);
    expect(coversWildcards('a?', 'a?')).to.equal(true);
  });

  it('does not take a wildcard for the character that it is written with', () => {
    expect(coversWildcards('a?', 'a*')).to.equal(false);
    expect(matchesWildcards('a?', 'a*')).to.equal(true);
    expect(coversWildcards('a*b', 'a*')).to.equal(false);
  });
});

describe('coversArn', () => {
  it('keeps a wildcard within its part of the ARN', () => {
    expect(coversArn('arn:aws:sqs:*:*:queue', 'arn:aws:sqs:eu-west-1:*:queue')).to.equal(true);
    expect(coversArn('arn:aws:sqs:*:queue', 'arn:aws:sqs:eu-west-1:111111111111:queue')).to.equal(false);
  });
});
