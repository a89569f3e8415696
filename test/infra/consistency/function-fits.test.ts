import { expect } from 'chai';
import { problemsOf } from './problems-of.ts';

describe('environmentFits', () => {
  it('refuses more variants than fit into the environment variables of a function', () => {
    const variants = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: `variant-${index}`, width: 100, height: 100 }));
    expect(problemsOf({ variants: variants(50) })).to.deep.equal([]);
    expect(problemsOf({ variants: variants(90) })[0]).to.match(
      /^variants: expected fewer variants or retiredKeys: Lambda allows 4096/,
    );
  });
});

describe('imagesFit', () => {
  it('refuses limits that admit images too large for the memory', () => {
    // Half of the memory beyond 120 MB, minus the 48 million bytes of a photo.
    const limits = { memoryMegabytes: 256, maxSourceBytes: 68 * 1024 ** 2 - 48_000_000 };
    expect(problemsOf(limits)).to.deep.equal([]);
    const [problem] = problemsOf({ ...limits, maxSourceBytes: limits.maxSourceBytes + 1 });
    expect(problem).to.match(/^memoryMegabytes: .* 68 MB are available for an image, and .* needs 69 MB$/);
  });
});
