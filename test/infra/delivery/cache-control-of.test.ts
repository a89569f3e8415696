import { expect } from 'chai';
import { cacheControlOf } from '../../../infra/delivery/cache-control-of.ts';
import { type EnvironmentSettings, Settings } from '../../../infra/settings.ts';
import { rsaKey } from '../public-keys.ts';
import { environment } from '../synthesized.ts';

const of = (settings: Partial<EnvironmentSettings>) => cacheControlOf(Settings.parse({ ...environment, ...settings }));

describe('cacheControlOf', () => {
  const signed = { cloudfront: { access: 'signed' as const, publicKeys: [rsaKey] } };

  it('lets every cache keep thumbnails for five minutes by default', () => {
    expect(of({})).to.equal('public, max-age=300');
    expect(of({ delivery: { cloudfront: {} } })).to.equal('public, max-age=300');
  });

  it('lets browsers alone keep thumbnails that need a signature', () => {
    expect(of({ delivery: signed })).to.equal('private, max-age=300');
  });

  it('is what the settings say', () => {
    expect(of({ delivery: signed, cacheControl: 'public, max-age=60' })).to.equal('public, max-age=60');
  });
});
