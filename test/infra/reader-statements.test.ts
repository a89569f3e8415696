import { expect } from 'chai';
import { inPolicyTerms, readerStatements } from '../../infra/reader-statements.ts';
import { Settings } from '../../infra/settings.ts';
import { environment } from './synthesized.ts';

const role = 'arn:aws:iam::123456789012:role/web';
const distribution = 'arn:aws:cloudfront::123456789012:distribution/E1ABCDEFGHIJKL';
const none = { roles: [], cloudfrontDistributions: [] };

describe('readerStatements', () => {
  const settings = Settings.parse({ ...environment, results: true });
  const statementsFor = (readers: object) =>
    readerStatements({ ...none, ...readers }, settings, 'arn:aws:s3:::thumbs').map(inPolicyTerms);
  const read = {
    Effect: 'Allow',
    Action: ['s3:GetObject'],
    Resource: ['arn:aws:s3:::thumbs/200x200/*.webp', 'arn:aws:s3:::thumbs/results/*.json'],
  };

  it('allow nobody by default', () => {
    expect(statementsFor({})).to.deep.equal([]);
  });

  it('let roles read thumbnails and results', () => {
    expect(statementsFor({ roles: [role] })).to.deep.equal([
      { Sid: 'AllowRoles', ...read, Principal: { AWS: [role] } },
    ]);
  });

  it('let CloudFront read them, for the named distributions alone', () => {
    expect(statementsFor({ cloudfrontDistributions: [distribution] })).to.deep.equal([
      {
        Sid: 'AllowCloudFront',
        ...read,
        Principal: { Service: ['cloudfront.amazonaws.com'] },
        Condition: { StringEquals: { 'aws:SourceArn': [distribution] } },
      },
    ]);
  });

  it('follow the template of keys, and let retired thumbnails be read until they are removed', () => {
    const templates = { thumbnailKeys: '{dir}/thumbs/{name}.{ext}_{width}.{format}', retiredKeys: ['old/{key}.webp'] };
    const [statement] = readerStatements({ ...none, roles: [role] }, { ...settings, ...templates }, 'arn');
    expect(statement?.resources).to.deep.equal(['arn/*thumbs/*_200.webp', 'arn/old/*.webp', 'arn/results/*.json']);
  });

  it('leave out results where there are none', () => {
    const [statement] = readerStatements({ ...none, roles: [role] }, { ...settings, results: false }, 'arn');
    expect(statement?.resources).to.deep.equal(['arn/200x200/*.webp']);
  });
});
