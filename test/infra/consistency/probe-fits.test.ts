import { expect } from 'chai';
import { problemsOf } from './problems-of.ts';

describe('probeFits', () => {
  it('refuses a probe whose images no key filter lets through', () => {
    const keyFilters = [{ prefix: 'photos/', suffix: '.jpg' }, { prefix: 'scans/' }];
    const [problem, ...others] = problemsOf({ keyFilters, probe: { everyMinutes: 5 } });
    expect(problem).to.match(
      /^probe: expected a prefix within one of keyFilters, .* such as { everyMinutes: 5, prefix: "photos\/thumbnail-probe\/" }$/,
    );
    expect(others).to.deep.equal([]);
    expect(problemsOf({ keyFilters, probe: { everyMinutes: 5, prefix: 'scans/probe/' } })).to.deep.equal([]);
    expect(problemsOf({ keyFilters, probe: 'configuration' })).to.deep.equal([]);
  });

  it('refuses a probe of whose images no variant is made', () => {
    const variants = [{ name: 'small', width: 9, keyPrefix: 'products/' }];
    const probe = { everyMinutes: 5, prefix: 'probe/' };

    expect(problemsOf({ variants, probe })[0]).to.match(
      /^probe: expected a prefix within the keyPrefix of a variant, such as "products\/thumbnail-probe\/"$/,
    );
    expect(problemsOf({ variants, probe: { ...probe, prefix: 'products/probe/' } })).to.deep.equal([]);
  });

  it('refuses a probe that has no room for the key filters or variants in its environment variables', () => {
    const keyFilters = Array.from({ length: 90 }, (_, index) => ({ prefix: `album-${index}/`, suffix: '.jpg' }));
    expect(problemsOf({ keyFilters })).to.deep.equal([]);
    expect(problemsOf({ keyFilters, probe: 'configuration' })[0]).to.match(
      /^probe: expected no probe, or fewer .* Lambda allows 4096 bytes .* these have \d{4}$/,
    );
    expect(problemsOf({ keyFilters: keyFilters.slice(0, 50), probe: 'configuration' })).to.deep.equal([]);
  });

  it('refuses a probe whose images would be rejected', () => {
    expect(problemsOf({ formats: { png: false }, probe: { everyMinutes: 5 } })).to.deep.equal([
      'probe: expected "configuration" with formats: { png: false }: its images are PNGs',
    ]);
    expect(problemsOf({ formats: { png: false }, probe: 'configuration' })).to.deep.equal([]);
  });

  it('refuses a probe whose thumbnails would stay', () => {
    expect(problemsOf({ mirrorDeletes: false, probe: { everyMinutes: 5 } })[0]).to.match(
      /^probe: expected "configuration" with mirrorDeletes: false/,
    );
    expect(problemsOf({ mirrorDeletes: false, probe: 'configuration' })).to.deep.equal([]);
  });
});
