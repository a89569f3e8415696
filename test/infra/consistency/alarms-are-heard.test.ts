import { expect } from 'chai';
import { problemsOf } from './problems-of.ts';

describe('alarmsAreHeard', () => {
  const topic = 'arn:aws:sns:eu-west-1:123456789012:alerts';
  const topics = { page: topic, ticket: topic };
  const key = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';

  it('refuses addresses and topics when alarms are disabled', () => {
    expect(problemsOf({ alarms: { enabled: false } })).to.deep.equal([]);
    for (const alarms of [{ emails: ['ops@example.com'] }, topics]) {
      expect(problemsOf({ alarms: { enabled: false, ...alarms } })[0]).to.match(
        /^alarms: expected no emails and topics/,
      );
    }
  });

  it('refuses a topic of only one severity', () => {
    expect(problemsOf({ alarms: topics })).to.deep.equal([]);
    for (const alarms of [{ page: topic }, { ticket: topic }]) {
      expect(problemsOf({ alarms })[0]).to.match(/^alarms: expected both page and ticket/);
    }
  });

  it('refuses a topic in another region', () => {
    const ticket = topic.replace('eu-west-1', 'us-east-1');
    expect(problemsOf({ alarms: { page: topic, ticket } })[0]).to.match(
      /to begin with "arn:aws:sns:eu-west-1:", since/,
    );
  });

  it('refuses addresses and a key beside topics, which they would have no effect on', () => {
    expect(problemsOf({ alarms: { ...topics, emails: ['ops@example.com'] } })[0]).to.include('no emails beside');
    expect(problemsOf({ alarms: { ...topics, key } })[0]).to.include('no key beside');
  });
});
