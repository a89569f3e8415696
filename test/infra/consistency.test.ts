import { expect } from 'chai';
import { consistency } from '../../infra/consistency.ts';
import { type EnvironmentSettings, Settings } from '../../infra/settings.ts';
import { rsaKey } from './public-keys.ts';

const Consistent = Settings.check(...consistency);
const required = { project: 'thumbnails', name: 'dev', region: 'eu-west-1' };
const buckets = { sourceBucket: 'photos', processedBucket: 'thumbs' };

describe('consistency', () => {
  it('refuses a name that is too long for AWS, and says which', () => {
    // The name of the bucket also contains `-processed-`, twelve digits, a hyphen and the region.
    expect(problemsOf({ project: 'p'.repeat(27), name: 'n'.repeat(2) })).to.deep.equal([]);
    const [problem] = problemsOf({ project: 'p'.repeat(28), name: 'n'.repeat(2) });
    expect(problem).to.match(
      /^project: .* processedBucket name "p{28}-nn-processed-\d{12}-eu-west-1" would have 64 .* 63$/,
    );
  });

  it('refuses a function name that is too long where the buckets have names of their own', () => {
    expect(problemsOf({ ...buckets, project: 'p'.repeat(51), name: 'nn' })).to.deep.equal([]);
    const [problem, ...others] = problemsOf({ ...buckets, project: 'p'.repeat(52), name: 'nn' });
    expect(problem).to.match(/^project: .* function name "p{52}-nn-thumbnail" would have 65 .* 64$/);
    expect(others).to.deep.equal([]);
  });

  it('reports only the name that exceeds its limit the most', () => {
    const [problem, ...others] = problemsOf({ project: 'p'.repeat(300), name: 'nn' });
    expect(problem).to.match(/ processedBucket name /);
    expect(others).to.deep.equal([]);
  });

  it('refuses one bucket for source and processed, since the function would trigger itself endlessly', () => {
    expect(problemsOf({ sourceBucket: 'photos', processedBucket: 'photo' })).to.deep.equal([]);
    expect(problemsOf({ sourceBucket: 'photos', processedBucket: 'photos' })[0]).to.match(
      /^processedBucket: .*endless loop/,
    );
  });

  it('refuses a zip in a bucket of the environment, whose objects the role that deploys may not read', () => {
    const zipIn = (bucket: string) => ({ ...buckets, functionPackage: { bucket, key: 'v1.zip', versionId: 'a' } });
    expect(problemsOf(zipIn('releases'))).to.deep.equal([]);
    for (const bucket of ['photos', 'thumbs', 'thumbnails-dev-releases']) {
      expect(problemsOf(zipIn(bucket))[0], bucket).to.match(/^functionPackage: expected a bucket for releases/);
    }
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

  it('refuses a KMS key in another region, for a new bucket and for an existing one', () => {
    const keyIn = (region: string) => `arn:aws:kms:${region}:123456789012:key/1234abcd`;
    const existing = (region: string) => ({ sourceBucket: { existing: 'photos', encryption: keyIn(region) } });
    expect(problemsOf({ encryption: keyIn('eu-west-1'), ...existing('eu-west-1') })).to.deep.equal([]);
    const expected = 'expected a key whose ARN begins with "arn:aws:kms:eu-west-1:":';
    const because = 'S3 can only use keys of its own region; create one in eu-west-1 and set its ARN';
    const problems = [`encryption: ${expected} ${because}`, `sourceBucket: ${expected} ${because}`];
    expect(problemsOf({ encryption: keyIn('us-east-1'), ...existing('us-east-1') })).to.deep.equal(problems);
    const elsewhere = keyIn('eu-west-1').replace('aws', 'aws-cn');
    expect(problemsOf({ encryption: elsewhere })).to.deep.equal(problems.slice(0, 1));
  });

  it('refuses former keys, keys of alarms and keys of the state in another region', () => {
    const keyIn = (region: string) => `arn:aws:kms:${region}:123456789012:key/1234abcd`;
    const state = (region: string, keyRegion: string) => ({
      remoteState: { bucket: 'states', region, encryption: keyIn(keyRegion) },
    });
    expect(problemsOf({ formerKeys: [keyIn('eu-west-1')], alarms: { key: keyIn('eu-west-1') } })).to.deep.equal([]);
    expect(problemsOf(state('us-east-1', 'us-east-1'))).to.deep.equal([]);
    expect(problemsOf({ formerKeys: [keyIn('eu-west-1'), keyIn('us-east-1')] })[0]).to.match(/^formerKeys: .* S3 can/);
    expect(problemsOf({ alarms: { key: keyIn('us-east-1') } })[0]).to.match(/^alarms: .* SNS can only use keys/);
    expect(problemsOf(state('us-east-1', 'eu-west-1'))[0]).to.match(/^remoteState: .*arn:aws:kms:us-east-1:/);
  });

  it('refuses a permissions boundary of another account', () => {
    const permissionsBoundary = 'arn:aws:iam::123456789012:policy/b';
    expect(problemsOf({ permissionsBoundary, account: '123456789012' })).to.deep.equal([]);
    expect(problemsOf({ permissionsBoundary, account: '210987654321' })).to.deep.equal([
      'permissionsBoundary: expected a policy of the account 210987654321: a role cannot have the boundary of another account',
    ]);
  });

  it('refuses a permissions boundary in another partition', () => {
    const boundaryIn = (partition: string) => ({ permissionsBoundary: `arn:${partition}:iam::123456789012:policy/b` });
    expect(problemsOf(boundaryIn('aws'))).to.deep.equal([]);
    expect(problemsOf(boundaryIn('aws-cn'))).to.deep.equal([
      'permissionsBoundary: expected an ARN that begins with "arn:aws:" as in the rest of eu-west-1',
    ]);
    const inGovCloud = { ...boundaryIn('aws-us-gov'), region: 'us-gov-west-1' };
    expect(problemsOf(inGovCloud)).to.deep.equal([]);
  });

  it('refuses a role to deploy with of another account or partition', () => {
    const deployRoleArn = 'arn:aws:iam::123456789012:role/deploy';
    expect(problemsOf({ deployRoleArn, account: '123456789012' })).to.deep.equal([]);
    expect(problemsOf({ deployRoleArn, account: '210987654321' })).to.deep.equal([
      'deployRoleArn: expected a role of the account 210987654321: Terraform deploys to the account of the role that it assumes',
    ]);
    expect(problemsOf({ deployRoleArn, region: 'cn-north-1' })).to.deep.equal([
      'deployRoleArn: expected an ARN that begins with "arn:aws-cn:" as in the rest of cn-north-1',
    ]);
  });

  it("refuses a role of another partition than the state's", () => {
    const remoteState = (roleArn: string) => ({ remoteState: { bucket: 'states', region: 'eu-west-1', roleArn } });
    expect(problemsOf(remoteState('arn:aws:iam::210987654321:role/state'))).to.deep.equal([]);
    expect(problemsOf(remoteState('arn:aws-cn:iam::210987654321:role/state'))).to.deep.equal([
      'remoteState: expected a role whose ARN begins with "arn:aws:" as in the rest of eu-west-1',
    ]);
  });

  it('refuses what would change an existing processed bucket', () => {
    const processedBucket = { existing: 'thumbs' };
    expect(problemsOf({ processedBucket })).to.deep.equal([]);
    expect(problemsOf({ processedBucket, thumbnailEvents: true })[0]).to.match(
      /^thumbnailEvents: expected false: .* run aws s3api put-bucket-notification-configuration/,
    );
    const both = { processedBucket, sourceBucket: { existing: 'photos' } };
    expect(problemsOf({ processedBucket, accessLogBucket: 'logs' })).to.deep.equal([]);
    expect(problemsOf({ ...both, accessLogBucket: 'logs' })[0]).to.match(
      /^accessLogBucket: expected no accessLogBucket/,
    );
  });

  it('refuses uploads to an existing bucket, and shows the rule to add to it', () => {
    const uploads = { corsOrigins: ['https://www.example.com'] };
    expect(problemsOf({ uploads })).to.deep.equal([]);
    const [problem = '', ...others] = problemsOf({ uploads, sourceBucket: { existing: 'photos' } });
    expect(others).to.deep.equal([]);
    expect(problem).to.match(/^uploads: expected no uploads: .*; add this rule to its CORS configuration: {/);
    expect(JSON.parse(problem.slice(problem.indexOf('{')))).to.deep.equal({
      AllowedOrigins: ['https://www.example.com'],
      AllowedMethods: ['PUT', 'POST'],
      AllowedHeaders: ['*'],
      ExposeHeaders: ['ETag'],
      MaxAgeSeconds: 3600,
    });
  });

  it('refuses readers of an existing processed bucket, and shows the statements to add to its policy', () => {
    const readers = { roles: ['arn:aws:iam::123456789012:role/web'] };
    expect(problemsOf({ readers })).to.deep.equal([]);
    const [problem = '', ...others] = problemsOf({ readers, processedBucket: { existing: 'thumbs' } });
    expect(others).to.deep.equal([]);
    expect(problem).to.match(/^readers: expected no readers: .*; add these statements to its policy: \[/);
    expect(JSON.parse(problem.slice(problem.indexOf('[')))).to.deep.equal([
      {
        Sid: 'AllowRoles',
        Effect: 'Allow',
        Principal: { AWS: readers.roles },
        Action: ['s3:GetObject'],
        Resource: ['arn:aws:s3:::thumbs/200x200/*.webp'],
      },
    ]);
  });

  it('refuses readers in another partition', () => {
    expect(problemsOf({ readers: { roles: ['arn:aws-cn:iam::123456789012:role/web'] } })).to.deep.equal([
      'readers: expected ARNs that begin with "arn:aws:" as in the rest of eu-west-1',
    ]);
  });

  describe('of a distribution', () => {
    const domain = 'images.example.com';
    const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/1234abcd';
    const served = (cloudfront: object, others: object = {}) => problemsOf({ delivery: { cloudfront }, ...others });

    it('accepts one without any setting, and one with all', () => {
      expect(served({})).to.deep.equal([]);
      expect(served({ access: 'signed', publicKeys: [rsaKey], domain, certificate })).to.deep.equal([]);
    });

    it('refuses signed access without a key, and a key without signed access', () => {
      expect(served({ access: 'signed' })[0]).to.match(/^delivery: expected publicKeys with access "signed"/);
      expect(served({ publicKeys: [rsaKey] })[0]).to.match(/^delivery: expected access "signed" with publicKeys/);
    });

    it('refuses a domain without a certificate, and a certificate without a domain', () => {
      expect(served({ domain })[0]).to.match(/a certificate for the domain images.example.com: run `aws acm request/);
      expect(served({ certificate })[0]).to.match(/^delivery: expected the domain of the certificate/);
    });

    it('refuses a certificate in another region or account', () => {
      const elsewhere = certificate.replace('us-east-1', 'eu-west-1');
      expect(served({ domain, certificate: elsewhere })[0]).to.match(
        /^delivery: expected a certificate of us-east-1, .*: run `aws acm request-certificate --region us-east-1 .*images/,
      );
      expect(served({ domain, certificate }, { account: '210987654321' })[0]).to.match(/of the account 210987654321/);
    });

    it('refuses to name every origin where cookies are sent', () => {
      const signed = { access: 'signed', publicKeys: [rsaKey] };
      const uploads = { corsOrigins: ['*'] };
      expect(served({}, { uploads })).to.deep.equal([]);
      expect(served(signed, { uploads })[0]).to.match(/^delivery: expected delivery.cloudfront.corsOrigins, such as/);
      expect(served({ ...signed, corsOrigins: ['https://www.example.com'] }, { uploads })).to.deep.equal([]);
    });

    it('refuses an origin that CloudFront does not accept', () => {
      for (const origin of ['https://www-*.example.com', 'http://localhost:*', 'capacitor://localhost']) {
        expect(served({ corsOrigins: [origin] })[0], origin).to.include(`instead of "${origin}"`);
      }
      expect(served({ corsOrigins: ['*', 'https://*.example.com:8443', 'http://[::1]:8080'] })).to.deep.equal([]);
    });

    it('refuses an existing processed bucket, whose policy is not changed', () => {
      expect(served({}, { processedBucket: { existing: 'thumbs' } })[0]).to.match(
        /^delivery: expected no cloudfront: /,
      );
    });

    it('refuses a partition without CloudFront', () => {
      expect(served({}, { region: 'us-gov-west-1' })[0]).to.match(/^delivery: expected no cloudfront in us-gov-west-1/);
    });

    it('refuses to write logs among images', () => {
      expect(served({ accessLogBucket: 'logs' }, buckets)).to.deep.equal([]);
      for (const accessLogBucket of Object.values(buckets)) {
        expect(served({ accessLogBucket }, buckets)[0]).to.match(/^delivery: expected an accessLogBucket other than/);
      }
    });
  });

  it('refuses one existing bucket for source and processed', () => {
    const bucket = { existing: 'photos' };
    expect(problemsOf({ sourceBucket: bucket, processedBucket: bucket })[0]).to.match(/^processedBucket: /);
  });

  it('refuses lifecycle rules of an existing bucket, and those that S3 refuses', () => {
    const existing = { existing: 'photos' };
    expect(
      problemsOf({ lifecycle: { tierSourceDays: 30, expireSourceDays: 31, expireProcessedDays: 1 } }),
    ).to.deep.equal([]);
    for (const lifecycle of [{ tierSourceDays: 1 }, { expireSourceDays: 1 }]) {
      expect(problemsOf({ sourceBucket: existing, lifecycle })[0]).to.match(/^lifecycle: expected no expireSourceDays/);
      expect(problemsOf({ processedBucket: existing, lifecycle })).to.deep.equal([]);
    }
    expect(problemsOf({ processedBucket: existing, lifecycle: { expireProcessedDays: 1 } })[0]).to.match(
      /^lifecycle: expected no expireProcessedDays/,
    );
    expect(problemsOf({ lifecycle: { tierSourceDays: 30, expireSourceDays: 30 } })[0]).to.match(
      /^lifecycle: expected more expireSourceDays than tierSourceDays/,
    );
  });

  it('refuses EventBridge for a bucket that the stack creates', () => {
    expect(problemsOf({ sourceBucket: { existing: 'photos' }, trigger: 'eventbridge' })).to.deep.equal([]);
    expect(problemsOf({ trigger: 'eventbridge' })).to.deep.equal([
      'trigger: expected "notification": the stack creates the source bucket, whose notifications nothing else needs',
    ]);
  });

  it('refuses more key filters than the pattern of a rule can hold', () => {
    const keyFilters = Array.from({ length: 100 }, (_, index) => ({ prefix: `photos/${index}/`, suffix: '.jpg' }));
    const sourceBucket = { existing: 'photos' };
    expect(problemsOf({ sourceBucket, trigger: 'notification', keyFilters })).to.deep.equal([]);
    expect(problemsOf({ sourceBucket, keyFilters: keyFilters.slice(0, 50) })).to.deep.equal([]);
    expect(problemsOf({ sourceBucket, keyFilters })[0]).to.match(
      /^keyFilters: expected fewer .* at most 2048 characters/,
    );
  });

  it('refuses an existing bucket whose name tells another region or account', () => {
    const named = (account: string, region: string) => ({ existing: `photos-${account}-${region}-an` });
    const account = '123456789012';
    const near = named(account, 'eu-west-1');
    expect(problemsOf({ account, sourceBucket: near })).to.deep.equal([]);
    expect(problemsOf({ account, processedBucket: near })).to.deep.equal([]);
    expect(problemsOf({ account, sourceBucket: named(account, 'us-east-1') })[0]).to.match(
      /^sourceBucket: expected a bucket in eu-west-1, not in us-east-1/,
    );
    expect(problemsOf({ account, processedBucket: named('210987654321', 'eu-west-1') })[0]).to.match(
      /^processedBucket: expected a bucket of the account 123456789012/,
    );
    expect(problemsOf({ sourceBucket: named('210987654321', 'eu-west-1') })).to.deep.equal([]);
  });

  it('refuses versioning and protection of a bucket that exists', () => {
    const existing = { sourceBucket: { existing: 'photos' } };
    expect(problemsOf(existing)).to.deep.equal([]);
    expect(problemsOf({ ...existing, versioning: true })[0]).to.match(/^versioning: expected false/);
    expect(problemsOf({ ...existing, protect: true })[0]).to.match(/^protect: expected false/);
  });

  describe('of alarms', () => {
    const topic = 'arn:aws:sns:eu-west-1:123456789012:alerts';
    const topics = { page: topic, ticket: topic };
    const key = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';

    it('refuses addresses and topics when alarms are disabled', () => {
      expect(problemsOf({ alarms: { enabled: false } })).to.deep.equal([]);
      for (const alarms of [{ emails: ['ops@example.com'] }, topics]) {
        expect(problemsOf({ alarms: { enabled: false, ...alarms } })[0]).to.match(
          /^alarms: expected no emails and topics/,
        );
      }
    });

    it('refuses a topic of only one severity', () => {
      expect(problemsOf({ alarms: topics })).to.deep.equal([]);
      for (const alarms of [{ page: topic }, { ticket: topic }]) {
        expect(problemsOf({ alarms })[0]).to.match(/^alarms: expected both page and ticket/);
      }
    });

    it('refuses a topic in another region', () => {
      const ticket = topic.replace('eu-west-1', 'us-east-1');
      expect(problemsOf({ alarms: { page: topic, ticket } })[0]).to.match(
        /to begin with "arn:aws:sns:eu-west-1:", since/,
      );
    });

    it('refuses addresses and a key beside topics, which they would have no effect on', () => {
      expect(problemsOf({ alarms: { ...topics, emails: ['ops@example.com'] } })[0]).to.include('no emails beside');
      expect(problemsOf({ alarms: { ...topics, key } })[0]).to.include('no key beside');
    });
  });

  it('refuses more variants than fit into the environment variables of a function', () => {
    const variants = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: `variant-${index}`, width: 100, height: 100 }));
    expect(problemsOf({ variants: variants(50) })).to.deep.equal([]);
    expect(problemsOf({ variants: variants(90) })[0]).to.match(
      /^variants: expected fewer variants or retiredKeys: Lambda allows 4096/,
    );
  });

  it('refuses limits that admit images too large for the memory', () => {
    // Half of the memory beyond 120 MB, minus the 48 million bytes of a photo.
    const limits = { memoryMegabytes: 256, maxSourceBytes: 68 * 1024 ** 2 - 48_000_000 };
    expect(problemsOf(limits)).to.deep.equal([]);
    const [problem] = problemsOf({ ...limits, maxSourceBytes: limits.maxSourceBytes + 1 });
    expect(problem).to.match(/^memoryMegabytes: .* 68 MB are available for an image, and .* needs 69 MB$/);
  });

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

  it('refuses a probe whose thumbnails would stay', () => {
    expect(problemsOf({ mirrorDeletes: false, probe: { everyMinutes: 5 } })[0]).to.match(
      /^probe: expected "configuration" with mirrorDeletes: false/,
    );
    expect(problemsOf({ mirrorDeletes: false, probe: 'configuration' })).to.deep.equal([]);
  });

  it('skips a check while one of its settings is invalid', () => {
    expect(problemsOf({ memoryMegabytes: 1 })).to.deep.equal([
      'memoryMegabytes: expected a whole number of megabytes, 128 to 10240',
    ]);
  });

  it('runs the other checks beside an invalid setting', () => {
    const problems = problemsOf({ timeoutSeconds: 0, sourceBucket: 'photos', processedBucket: 'photos' });
    expect(problems.map((problem) => problem.split(':')[0])).to.deep.equal(['timeoutSeconds', 'processedBucket']);
  });
});

function problemsOf(settings: Partial<EnvironmentSettings>): string[] {
  const { error } = Consistent.safeParse({ ...required, ...settings });
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}
