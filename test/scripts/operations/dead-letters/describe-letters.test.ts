import { expect } from 'chai';
import { describeLetters } from '../../../../scripts/operations/dead-letters/describe-letters.ts';

const sentAt = new Date('2026-01-01T00:00:00Z');
const failedIn = (functionName: string) => ({
  id: '1',
  sentAt,
  letter: { event: {}, keys: [], cause: 'Error', reason: undefined, functionName },
});
const own = { functionName: 'thumbnail', isSelection: false };

describe('describeLetters', () => {
  it('tells the letters of another function apart from those of the same cause', () => {
    const text = describeLetters([failedIn('thumbnail'), failedIn('billing-export')], own);
    const time = sentAt.toISOString();
    expect(text).to.equal(
      `2 messages\n  1 Error, from ${time} to ${time}\n  1 Error, of another function: billing-export, from ${time} to ${time}\n`,
    );
  });

  it('says that the options may have left out others', () => {
    expect(describeLetters([], { ...own, isSelection: true })).to.equal('0 messages that the options select\n');
    expect(describeLetters([], own)).to.equal('0 messages\n');
  });
});
