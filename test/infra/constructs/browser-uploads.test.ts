import { expect } from 'chai';
import { reference, synthesized } from '../synthesized.ts';

describe('BrowserUploads', () => {
  it('lets pages of the origins upload in every way, and read the ETag', async () => {
    const corsOrigins = ['https://www.example.com', 'https://*.example.com:8443'];
    const { resourceAt } = await synthesized({ uploads: { corsOrigins } });
    expect(resourceAt('aws_s3_bucket_cors_configuration.browser_uploads')).to.deep.include({
      bucket: reference('aws_s3_bucket.source.id'),
      cors_rule: [
        {
          allowed_headers: ['*'],
          allowed_methods: ['PUT', 'POST'],
          allowed_origins: corsOrigins,
          expose_headers: ['ETag'],
          max_age_seconds: 3600,
        },
      ],
    });
  });

  it('is left out by default', async () => {
    expect((await synthesized()).resource).not.to.have.property('aws_s3_bucket_cors_configuration');
  });
});
