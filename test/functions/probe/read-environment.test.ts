import { expect } from 'chai';
import { readEnvironment } from '../../../functions/probe/read-environment.ts';

const environment = { SOURCE_BUCKET: 'photos', PROCESSED_BUCKET: 'thumbs', PROBE: '{"kind":"eventbridge"}' };

describe('readEnvironment', () => {
  it('reads the buckets and the plan', () => {
    expect(readEnvironment(environment)).to.deep.equal({
      buckets: { source: 'photos', processed: 'thumbs' },
      plan: { kind: 'eventbridge' },
    });
  });

  it('names a variable that is missing or malformed', () => {
    expect(() => readEnvironment({ ...environment, SOURCE_BUCKET: undefined })).to.throw(/^SOURCE_BUCKET is not set/);
    expect(() => readEnvironment({ ...environment, PROBE: '{"kind":"none"}' })).to.throw(
      /^PROBE is .*"none".*expected/,
    );
    expect(() => readEnvironment({ ...environment, PROBE: 'yes' })).to.throw(/^PROBE is yes, expected/);
  });
});
