import { expect } from 'chai';
import { buckets, problemsOf } from './problems-of.ts';

describe('bucketsDiffer', () => {
  it('refuses one bucket for source and processed, since the function would trigger itself endlessly', () => {
    expect(problemsOf({ sourceBucket: 'photos', processedBucket: 'photo' })).to.deep.equal([]);
    expect(problemsOf({ sourceBucket: 'photos', processedBucket: 'photos' })[0]).to.match(
      /^processedBucket: .*endless loop/,
    );
  });

  it('compares buckets for any account number, since that is unknown until the deployment', () => {
    const named = (purpose: string) => `thumbnails-dev-${purpose}-123456789012-eu-west-1`;
    const remoteState = (bucket: string) => ({ remoteState: { bucket, region: 'eu-west-1' } });
    expect(problemsOf({ accessLogBucket: named('source') })[0]).to.match(/^accessLogBucket: /);
    expect(problemsOf({ accessLogBucket: named('processed') })[0]).to.match(/^accessLogBucket: /);
    expect(problemsOf(remoteState(named('source')))[0]).to.match(/^remoteState: /);
    expect(problemsOf(remoteState(named('processed')))[0]).to.match(/^remoteState: /);
    expect(problemsOf({ processedBucket: named('source') })[0]).to.match(/^processedBucket: /);
    expect(problemsOf({ sourceBucket: named('processed') })[0]).to.match(/^sourceBucket: /);
    expect(problemsOf({ sourceBucket: { existing: named('processed') } })[0]).to.match(/^sourceBucket: /);
    expect(problemsOf({ accessLogBucket: named('logs') })).to.deep.equal([]);
    expect(problemsOf({ accessLogBucket: named('source').replace('123456789012', '12345') })).to.deep.equal([]);
  });

  it('refuses to write access logs to the bucket of the state', () => {
    const remoteState = { bucket: 'states', region: 'eu-west-1' };
    expect(problemsOf({ remoteState, accessLogBucket: 'states' })[0]).to.match(/^accessLogBucket: .*remoteState/);
  });

  it('refuses to log accesses into a bucket whose accesses are logged', () => {
    expect(problemsOf({ ...buckets, accessLogBucket: 'logs' })).to.deep.equal([]);
    for (const accessLogBucket of Object.values(buckets)) {
      expect(problemsOf({ ...buckets, accessLogBucket })[0]).to.match(/^accessLogBucket: expected a bucket other than/);
    }
  });

  it('refuses to store the state in a bucket that it describes', () => {
    const stateIn = (bucket: string) => problemsOf({ ...buckets, remoteState: { bucket, region: 'eu-west-1' } });
    expect(stateIn('state')).to.deep.equal([]);
    expect(stateIn('photos')[0]).to.match(/^remoteState: expected a bucket other than/);
  });

  it('refuses one existing bucket for source and processed', () => {
    const bucket = { existing: 'photos' };
    expect(problemsOf({ sourceBucket: bucket, processedBucket: bucket })[0]).to.match(/^processedBucket: /);
  });
});
