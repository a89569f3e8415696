import { expect } from 'chai';
import { Variants } from '../../functions/thumbnail/contract/variant.ts';
import { functionEnvironment } from '../../infra/function-environment.ts';
import { Settings } from '../../infra/settings.ts';

describe('functionEnvironment', () => {
  const settings = Settings.parse({
    project: 'thumbnails',
    name: 'dev',
    region: 'eu-west-1',
    variants: [{ name: 'small', width: 10, height: 20 }],
    thumbnailKeys: '{variant}/{key}-thumbnail.{format}',
    retiredKeys: ['old/{dir}/{name}.{ext}.webp'],
    formats: { heic: false, gif: false },
    cacheControl: 'no-store',
    maxSourceBytes: 1001,
    maxSourcePixels: 1002,
    timeoutSeconds: 20,
    mirrorDeletes: false,
    results: true,
  });
  const environment = functionEnvironment(settings, { source: 'photos', processed: 'thumbs' });

  it('contains buckets, limits and the header', () => {
    expect(environment).to.include({
      SOURCE_BUCKET: 'photos',
      PROCESSED_BUCKET: 'thumbs',
      THUMBNAIL_KEYS: '{variant}/{key}-thumbnail.{format}',
      RETIRED_KEYS: '["old/{key}.webp"]',
      CACHE_CONTROL: 'no-store',
      MAX_SOURCE_BYTES: '1001',
      MAX_SOURCE_PIXELS: '1002',
      MIRROR_DELETES: 'false',
      RESULTS: 'true',
    });
  });

  it('names the keys of the probe, if there are results to leave them out of', () => {
    const buckets = { source: 'photos', processed: 'thumbs' };
    const probe = { everyMinutes: 5, prefix: 'probe/' };
    expect(environment).not.to.have.property('PROBE_PREFIX');
    expect(functionEnvironment({ ...settings, probe }, buckets).PROBE_PREFIX).to.equal('probe/');
    const withoutResults = { ...settings, probe, results: false };
    expect(functionEnvironment(withoutResults, buckets)).not.to.have.property('PROBE_PREFIX');
  });

  it('names the key that hides keys in the log, and the keys of the probe, which it leaves plain', () => {
    const probe = { everyMinutes: 5, prefix: 'probe/' };
    const logKeyArn = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';
    const withKey = { source: 'photos', processed: 'thumbs', logKeyArn };
    expect(environment).not.to.have.property('LOG_KEY_ARN');
    expect(functionEnvironment({ ...settings, probe, results: false }, withKey)).to.include({
      LOG_KEY_ARN: logKeyArn,
      PROBE_PREFIX: 'probe/',
    });
  });

  it('says whether there are placeholders', () => {
    const buckets = { source: 'photos', processed: 'thumbs' };
    expect(environment).not.to.have.property('PLACEHOLDER');
    expect(functionEnvironment({ ...settings, placeholder: true }, buckets).PLACEHOLDER).to.equal('true');
  });

  it('reserves time for S3 beside the longest rendering', () => {
    expect(environment.MAX_RENDER_SECONDS).to.equal('12');
  });

  it('contains the formats that are read', () => {
    const formats: unknown = JSON.parse(environment.FORMATS);

    expect(formats).to.include.members(['avif', 'jpeg', 'svg']).and.not.include.members(['heic', 'gif']);
  });

  it('contains the variants, without defaults, in a form that the contract can parse', () => {
    expect(Variants.parse(JSON.parse(environment.VARIANTS))).to.deep.equal(settings.variants);
    expect(JSON.parse(environment.VARIANTS)).to.deep.equal([{ name: 'small', width: 10, height: 20 }]);
  });
});
