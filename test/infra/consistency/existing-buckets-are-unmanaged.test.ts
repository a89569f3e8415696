import { expect } from 'chai';
import { problemsOf } from './problems-of.ts';

describe('existingBucketsAreUnmanaged', () => {
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

  it('refuses versioning and protection of a bucket that exists', () => {
    const existing = { sourceBucket: { existing: 'photos' } };
    expect(problemsOf(existing)).to.deep.equal([]);
    expect(problemsOf({ ...existing, versioning: true })[0]).to.match(/^versioning: expected false/);
    expect(problemsOf({ ...existing, protect: true })[0]).to.match(/^protect: expected false/);
  });
});
