import { expect } from 'chai';
import fc from 'fast-check';
import { SettingsError } from '../../infra/errors.ts';
import { namesOf } from '../../infra/names.ts';
import { parseEnvironments } from '../../infra/parse-environments.ts';

const account = '123456789012';
const part = fc.stringMatching(/^[a-z][a-z0-9]{0,19}(-[a-z0-9]{1,5}){0,3}$/);
const bucket = fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/), { nil: undefined });
const environment = fc.record({
  project: part,
  name: part,
  region: fc.constantFrom('eu-west-1', 'us-gov-west-1', 'ap-southeast-2'),
  sourceBucket: bucket,
  processedBucket: bucket,
});

describe('namesOf', () => {
  it('returns names that AWS accepts, for all settings that are not refused', () => {
    fc.assert(
      fc.property(environment, (input) => {
        const names = acceptedNames(input);
        fc.pre(names !== undefined);
        expect(names.sourceBucket).to.match(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
        expect(names.processedBucket).to.match(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
        expect(names.sourceBucket).not.to.equal(names.processedBucket);
        expect(names.function).to.match(/^[A-Za-z0-9-_]{1,64}$/);
        expect(names.role).to.match(/^[\w+=,.@-]{1,64}$/);
        expect(names.deadLetterQueue).to.match(/^[A-Za-z0-9-_]{1,80}$/);
        expect(names.logGroup).to.match(/^[\w./#-]{1,512}$/);
        expect(names.alarmTopic).to.match(/^[\w-]{1,256}$/);
        expect(names.dashboard).to.match(/^[\w-]{1,255}$/);
        expect(names.metricNamespace).to.match(/^(?!AWS\/)[\w./#:-]{1,255}$/);
      }),
    );
  });

  it('names the buckets after account and region, unless the settings name them', () => {
    const identity = { project: 'thumbnails', name: 'dev', region: 'eu-west-1' };
    expect(namesOf(identity, account)).to.include({
      sourceBucket: 'thumbnails-dev-source-123456789012-eu-west-1',
      processedBucket: 'thumbnails-dev-processed-123456789012-eu-west-1',
    });
    expect(namesOf({ ...identity, sourceBucket: 'photos', processedBucket: 'thumbs' }, account)).to.include({
      sourceBucket: 'photos',
      processedBucket: 'thumbs',
    });
    const existing = { existing: 'photos', encryption: 'SSE-S3' };
    expect(namesOf({ ...identity, sourceBucket: existing }, account)).to.include({ sourceBucket: 'photos' });
  });

  it('names the log group as Lambda does by default', () => {
    const names = namesOf({ project: 'thumbnails', name: 'dev', region: 'eu-west-1' }, account);
    expect(names.logGroup).to.equal(`/aws/lambda/${names.function}`);
  });
});

function acceptedNames(input: unknown) {
  try {
    const [settings] = parseEnvironments([input]);
    return settings && namesOf(settings, account);
  } catch (error) {
    if (error instanceof SettingsError) return undefined;
    throw error;
  }
}
