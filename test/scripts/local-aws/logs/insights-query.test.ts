import { expect } from 'chai';
import { answerQuery, parseQuery } from '../../../../scripts/local-aws/logs/insights-query.ts';

describe('parseQuery', () => {
  it('reads the field, the value and the limit', () => {
    const query = String.raw`fields @timestamp, @message | filter key = "a \"b\" \\c" | sort @timestamp desc | limit 5`;

    expect(parseQuery(query)).to.deep.equal({ field: 'key', value: String.raw`a "b" \c`, limit: 5 });
  });

  it('does not know any other query', () => {
    expect(parseQuery('fields @message | filter key like /a/')).to.equal(undefined);
  });
});

describe('answerQuery', () => {
  it('returns the newest lines whose field has the value', () => {
    const lines = ['{"key":"a","n":1}', 'text', '{"key":"b"}', 'null', '{"key":"a","n":2}', '{"key":"a","n":3}'].map(
      (message, timestamp) => ({ message, timestamp }),
    );

    expect(answerQuery({ field: 'key', value: 'a', limit: 2 }, lines).map(({ message }) => message)).to.deep.equal([
      '{"key":"a","n":3}',
      '{"key":"a","n":2}',
    ]);
  });
});
