import { expect } from 'chai';
import { SettingsError } from '../../infra/errors.ts';
import { parseEnvironments } from '../../infra/parse-environments.ts';
import { logRetentionDays, Settings } from '../../infra/settings.ts';
import { environments } from '../../scripts/build/example-environments.ts';
import { everyOption } from './synthesized.ts';

const dev = { project: 'thumbnails', name: 'dev', region: 'eu-west-1' };

describe('parseEnvironments', () => {
  it('accepts the environments of this project, of which prod is protected', () => {
    const [dev, prod] = parseEnvironments(environments);
    expect(dev).to.include({ name: 'dev', protect: false, versioning: false });
    expect(prod).to.include({ name: 'prod', protect: true, versioning: true });
  });

  it('names every problem of every environment at once, with its place, its value and what was expected', () => {
    const wrong = {
      ...dev,
      timeoutSeconds: 901,
      memory: 512,
      tags: { 'aws:x': 'y' },
      sourceBucket: 'a',
      processedBucket: 7,
    };
    const { region: _, ...incomplete } = { ...dev, name: 'prod', variants: [{ name: 'a', width: 5000, height: 1 }] };
    expect(problemsOf([wrong, incomplete])).to.have.members([
      'environments[0].timeoutSeconds: got 901, expected a whole number of seconds, 10 to 900',
      'environments[0].memory: there is no such setting, remove it or correct its spelling',
      'environments[0].tags.aws:x: got "aws:x", expected 1 to 128 letters, digits, spaces or characters of _.:/=+@- that do not begin with "aws:"',
      'environments[0].sourceBucket: got "a", expected 3 to 63 lower-case letters, digits or hyphens, without a prefix or suffix that S3 reserves',
      'environments[0].processedBucket: got 7, expected the name of a bucket to create, or { existing: "name" } for one that exists',
      'environments[1].region: got nothing, expected the name of an AWS region, such as "eu-west-1"',
      'environments[1].variants[0].width: got 5000, expected a whole number of pixels, 1 to 4096',
    ]);
  });

  it('refuses two environments with one state, since deploying one would destroy the other', () => {
    const stateAt = (key: string) => ({ remoteState: { bucket: 'states', region: 'eu-west-1', key } });
    const prod = { ...dev, name: 'prod' };
    expect(
      problemsOf([
        { ...dev, ...stateAt('dev') },
        { ...prod, ...stateAt('prod') },
      ]),
    ).to.deep.equal([]);
    const [problem, ...others] = problemsOf([
      { ...dev, ...stateAt('same') },
      { ...prod, ...stateAt('same') },
    ]);
    expect(problem).to.match(
      /^environments\[1\]\.remoteState: .* environments\[0\] already has its state at "states\/same"$/,
    );
    expect(others).to.deep.equal([]);
  });

  it('reports problems of every kind together, each with what to do', () => {
    const prod = {
      ...dev,
      colour: 'red',
      timeoutSeconds: -1,
      logRetentionDays: 31,
      keyFilters: [{ suffix: '.jpg' }, { prefix: 'photos/', suffix: 'photo.jpg' }],
      encryption: 'arn:aws:kms:us-east-1:123456789012:key/1234abcd',
      sourceBucket: 'photos',
      processedBucket: 'photos',
      alarms: { emails: ['ops at example.com'] },
    };
    expect(problemsOf([prod])).to.have.members([
      'environments[0].colour: there is no such setting, remove it or correct its spelling',
      'environments[0].timeoutSeconds: got -1, expected a whole number of seconds, 10 to 900',
      `environments[0].logRetentionDays: got 31, expected one of ${logRetentionDays.join(', ')} days`,
      `environments[0].keyFilters[1]: got { prefix: 'photos/', suffix: 'photo.jpg' }, expected filters that do not overlap: a key can match both keyFilters[1] and keyFilters[0], {"prefix":"","suffix":".jpg"}, which S3 refuses; remove one, or make them differ`,
      'environments[0].encryption: got "arn:aws:kms:us-east-1:123456789012:key/1234abcd", expected a key whose ARN begins with "arn:aws:kms:eu-west-1:": S3 can only use keys of its own region; create one in eu-west-1 and set its ARN',
      'environments[0].processedBucket: got "photos", expected a bucket other than the source bucket: each thumbnail would trigger the function again, in an endless loop',
      'environments[0].alarms.emails[0]: got "ops at example.com", expected an e-mail address, such as "ops@example.com"',
    ]);
  });

  it('says what was expected for any value of a setting, or within one', () => {
    const complete = Settings.parse({ ...dev, ...everyOption });
    const entries = Object.entries(complete);
    for (const wrong of [null, Number.NaN, 1e308, 10n, 'ö', {}, [], [5], [null], [{}], () => {}]) {
      for (const path of pathsIn(complete)) {
        // All other settings would be parsed each time.
        const settings = { ...dev, ...Object.fromEntries(entries.filter(([name]) => name === path[0])) };
        for (const problem of problemsOf([withValue(settings, path, wrong)])) {
          expect(problem).to.match(/, expected |: there is no such setting/);
          if (path.length > 0) expect(problem).not.to.include('expected an environment');
        }
      }
    }
  });

  it('refuses a number of rejections, and says what to set instead', () => {
    expect(problemsOf([{ ...dev, alarms: { rejectionsPerHour: 100 } }])).to.deep.equal([
      'environments[0].alarms.rejectionsPerHour: got 100, expected rejectionsPercent instead, the percentage of at least ten uploads in an hour, such as 25',
    ]);
  });

  it('says what to do', () => {
    expect(() => parseEnvironments([{ ...dev, name: 'DEV' }]))
      .to.throw(SettingsError)
      .with.property('message')
      .that.matches(/^infra\/environments.ts has 1 problem:\n {2}- .*\nCorrect that file and run the command again\.$/);
  });

  it('refuses two environments that share a name', () => {
    expect(problemsOf([dev, { ...dev, region: 'us-east-1' }])).to.deep.equal([
      'environments[1].name: got "dev", expected names of its own: environments[0] already has "dev"',
    ]);
  });

  it('refuses each environment that shares a name with any before it', () => {
    const staging = { ...dev, name: 'staging' };
    expect(problemsOf([dev, staging, dev, staging])).to.deep.equal([
      'environments[2].name: got "dev", expected names of its own: environments[0] already has "dev"',
      'environments[3].name: got "staging", expected names of its own: environments[1] already has "staging"',
    ]);
  });

  it('refuses two environments whose project and name join to the same name', () => {
    const first = { ...dev, project: 'a-b', name: 'c' };
    expect(problemsOf([first, { ...dev, project: 'a', name: 'b-c' }])[0]).to.include('"a-b-c-thumbnail"');
  });

  it('refuses two environments that share a bucket, even as source of one and processed bucket of the other', () => {
    const prod = { ...dev, name: 'prod', sourceBucket: 'photos' };
    expect(problemsOf([{ ...dev, processedBucket: 'photos' }, prod])[0]).to.include('"photos"');
  });

  it('compares buckets of environments for any account number', () => {
    const prod = { ...dev, name: 'prod' };
    const ofDev = 'thumbnails-dev-source-123456789012-eu-west-1';
    expect(problemsOf([dev, { ...prod, sourceBucket: ofDev }])[0]).to.match(/^environments\[1\]\.name: .* already has/);
    expect(problemsOf([dev, { ...prod, accessLogBucket: ofDev }])[0]).to.match(/^environments\[1\]\.accessLogBucket: /);
    const inAccount = (digits: string) => `photos-${digits}`;
    expect(
      problemsOf([
        { ...dev, sourceBucket: inAccount('111111111111') },
        { ...prod, sourceBucket: inAccount('222222222222') },
      ]),
    ).to.deep.equal([]);
  });

  it('accepts a bucket with the name of an environment', () => {
    expect(
      problemsOf([
        { ...dev, sourceBucket: 'prod' },
        { ...dev, name: 'prod' },
      ]),
    ).to.deep.equal([]);
  });

  it('refuses to store state or access logs of one environment in a bucket of another', () => {
    const prod = { ...dev, name: 'prod', sourceBucket: 'photos', processedBucket: 'thumbs' };
    expect(
      problemsOf([
        { ...dev, accessLogBucket: 'logs' },
        { ...prod, accessLogBucket: 'logs' },
      ]),
    ).to.deep.equal([]);
    expect(problemsOf([{ ...dev, accessLogBucket: 'thumbs' }, prod])).to.deep.equal([
      'environments[0].accessLogBucket: got "thumbs", expected another bucket: this one holds the images of environments[1]',
    ]);
    expect(problemsOf([{ ...prod, accessLogBucket: 'thumbs' }])).to.have.length(1);
    expect(problemsOf([prod, { ...dev, delivery: { cloudfront: { accessLogBucket: 'photos' } } }])).to.deep.equal([
      'environments[1].delivery: got "photos", expected another bucket: this one holds the images of environments[0]',
    ]);
    expect(problemsOf([prod, { ...dev, remoteState: { bucket: 'photos', region: 'eu-west-1' } }])).to.deep.equal([
      'environments[1].remoteState: got "photos", expected another bucket: this one holds the images of environments[0]',
    ]);
  });

  for (const input of [[], undefined, {}, 'dev', [null]]) {
    it(`refuses ${JSON.stringify(input) ?? 'nothing'} as environments`, () => {
      const [problem, ...others] = problemsOf(input);
      expect(problem).to.match(/, expected (an|at least one) environment, such as /);
      expect(others).to.deep.equal([]);
    });
  }
});

/** The way to every value within a value, itself among them. */
function pathsIn(value: unknown): string[][] {
  const within = value instanceof Object ? Object.entries(value) : [];
  return [[], ...within.flatMap(([key, part]) => pathsIn(part).map((path) => [key, ...path]))];
}

function withValue(whole: unknown, [key, ...path]: string[], value: unknown): unknown {
  if (key === undefined) return value;
  const part = Object.entries(whole ?? {}).find(([name]) => name === key)?.[1];
  const copy = Array.isArray(whole) ? [...whole] : { ...(whole as object) };
  return Object.assign(copy, { [key]: withValue(part, path, value) });
}

function problemsOf(input: unknown): readonly string[] {
  try {
    parseEnvironments(input);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}
