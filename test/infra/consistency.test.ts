import { expect } from 'chai';
import { consistency } from '../../infra/consistency.ts';
import { type EnvironmentSettings, Settings } from '../../infra/settings.ts';

const Consistent = Settings.check(...consistency);
const least = { project: 'thumbnails', name: 'dev', region: 'eu-west-1' };
const buckets = { sourceBucket: 'photos', processedBucket: 'thumbs' };

describe('consistency', () => {
  it('refuses a name that is over its limit in AWS, and tells which', () => {
    // A bucket's name takes `-processed-`, twelve digits, a hyphen and the region beside project and name.
    expect(problemsOf({ project: 'p'.repeat(27), name: 'n'.repeat(2) })).to.deep.equal([]);
    const [problem] = problemsOf({ project: 'p'.repeat(28), name: 'n'.repeat(2) });
    expect(problem).to.match(/^project: .* processedBucket name "p{28}-nn-processed-\d{12}-eu-west-1", of 64 .* 63$/);
  });

  it('refuses a function name over its limit where the buckets have names of their own', () => {
    expect(problemsOf({ ...buckets, project: 'p'.repeat(51), name: 'nn' })).to.deep.equal([]);
    expect(problemsOf({ ...buckets, project: 'p'.repeat(52), name: 'nn' })).to.have.length(2);
  });

  it('refuses one bucket for source and processed, since the function would feed itself without end', () => {
    expect(problemsOf({ sourceBucket: 'photos', processedBucket: 'photo' })).to.deep.equal([]);
    expect(problemsOf({ sourceBucket: 'photos', processedBucket: 'photos' })[0]).to.match(
      /^processedBucket: .*without end/,
    );
  });

  it('refuses more variants than fit into what Lambda takes as environment', () => {
    const variants = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: `variant-${index}`, width: 100, height: 100 }));
    expect(problemsOf({ variants: variants(30) })).to.deep.equal([]);
    expect(problemsOf({ variants: variants(50) })[0]).to.match(
      /^variants: expected fewer variants: Lambda allows 4096/,
    );
  });

  it('refuses limits that let images through which do not fit into the memory', () => {
    const limits = { memoryMegabytes: 128, maxSourceBytes: 8 * 1024 ** 2, maxSourcePixels: 10 * 1024 ** 2 };
    expect(problemsOf(limits)).to.deep.equal([]);
    const [problem] = problemsOf({ ...limits, maxSourceBytes: limits.maxSourceBytes + 1 });
    expect(problem).to.match(/^memoryMegabytes: .* needs 129 MB$/);
  });

  it('stays silent about settings that are wrong by themselves', () => {
    expect(problemsOf({ memoryMegabytes: 1 })).to.deep.equal([
      'memoryMegabytes: expected a whole number of megabytes, 128 to 10240',
    ]);
  });

  it('speaks up beside a setting that is wrong by itself', () => {
    const problems = problemsOf({ timeoutSeconds: 0, sourceBucket: 'photos', processedBucket: 'photos' });
    expect(problems.map((problem) => problem.split(':')[0])).to.deep.equal(['timeoutSeconds', 'processedBucket']);
  });
});

function problemsOf(settings: Partial<EnvironmentSettings>): string[] {
  const { error } = Consistent.safeParse({ ...least, ...settings });
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}
