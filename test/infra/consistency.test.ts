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
    const [problem, ...others] = problemsOf({ ...buckets, project: 'p'.repeat(52), name: 'nn' });
    expect(problem).to.match(/^project: .* function name "p{52}-nn-thumbnail", of 65 .* 64$/);
    expect(others).to.deep.equal([]);
  });

  it('names the one name that is the most over its limit', () => {
    const [problem, ...others] = problemsOf({ project: 'p'.repeat(300), name: 'nn' });
    expect(problem).to.match(/ processedBucket name /);
    expect(others).to.deep.equal([]);
  });

  it('refuses one bucket for source and processed, since the function would feed itself without end', () => {
    expect(problemsOf({ sourceBucket: 'photos', processedBucket: 'photo' })).to.deep.equal([]);
    expect(problemsOf({ sourceBucket: 'photos', processedBucket: 'photos' })[0]).to.match(
      /^processedBucket: .*without end/,
    );
  });

  it('refuses an access log bucket that is a bucket whose accesses are logged', () => {
    expect(problemsOf({ ...buckets, accessLogBucket: 'logs' })).to.deep.equal([]);
    for (const accessLogBucket of Object.values(buckets)) {
      expect(problemsOf({ ...buckets, accessLogBucket })[0]).to.match(/^accessLogBucket: expected another bucket/);
    }
  });

  it('refuses to keep the state in a bucket that it describes', () => {
    const stateIn = (bucket: string) => problemsOf({ ...buckets, remoteState: { bucket, region: 'eu-west-1' } });
    expect(stateIn('state')).to.deep.equal([]);
    expect(stateIn('photos')[0]).to.match(/^remoteState: expected another bucket/);
  });

  it('refuses a KMS key of another region, of a new bucket and of an existing one', () => {
    const keyIn = (region: string) => `arn:aws:kms:${region}:123456789012:key/1234abcd`;
    const existing = (region: string) => ({ sourceBucket: { existing: 'photos', encryption: keyIn(region) } });
    expect(problemsOf({ encryption: keyIn('eu-west-1'), ...existing('eu-west-1') })).to.deep.equal([]);
    const expected = 'expected a key whose ARN begins with arn:aws:kms:eu-west-1:';
    const because = 'S3 encrypts with keys of its region alone, make one in eu-west-1 and give its ARN';
    const problems = [`encryption: ${expected} ${because}`, `sourceBucket: ${expected} ${because}`];
    expect(problemsOf({ encryption: keyIn('us-east-1'), ...existing('us-east-1') })).to.deep.equal(problems);
    const elsewhere = keyIn('eu-west-1').replace('aws', 'aws-cn');
    expect(problemsOf({ encryption: elsewhere })).to.deep.equal(problems.slice(0, 1));
  });

  it('refuses a permissions boundary of another part of AWS', () => {
    const boundaryIn = (partition: string) => ({ permissionsBoundary: `arn:${partition}:iam::123456789012:policy/b` });
    expect(problemsOf(boundaryIn('aws'))).to.deep.equal([]);
    expect(problemsOf(boundaryIn('aws-cn'))).to.deep.equal([
      'permissionsBoundary: expected an ARN that begins with arn:aws: as all do in eu-west-1',
    ]);
    const inGovCloud = { ...boundaryIn('aws-us-gov'), region: 'us-gov-west-1' };
    expect(problemsOf(inGovCloud)).to.deep.equal([]);
  });

  it('refuses to switch on versioning, or protection, of a bucket that exists', () => {
    const existing = { sourceBucket: { existing: 'photos' } };
    expect(problemsOf(existing)).to.deep.equal([]);
    expect(problemsOf({ ...existing, versioning: true })[0]).to.match(/^versioning: expected false/);
    expect(problemsOf({ ...existing, protect: true })[0]).to.match(/^protect: expected false/);
  });

  it('refuses e-mail addresses that would be told of nothing', () => {
    expect(problemsOf({ alarms: { enabled: false } })).to.deep.equal([]);
    expect(problemsOf({ alarms: { enabled: false, emails: ['ops@example.com'] } })[0]).to.match(/^alarms: /);
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
    // Half of what 120 MB leave, less the 48 million bytes of a photo.
    const limits = { memoryMegabytes: 256, maxSourceBytes: 68 * 1024 ** 2 - 48_000_000 };
    expect(problemsOf(limits)).to.deep.equal([]);
    const [problem] = problemsOf({ ...limits, maxSourceBytes: limits.maxSourceBytes + 1 });
    expect(problem).to.match(/^memoryMegabytes: .* has 68 MB for an image, and .* take 69 MB$/);
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
