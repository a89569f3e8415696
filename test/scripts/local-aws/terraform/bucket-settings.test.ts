import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { bucketSettings } from '../../../../scripts/local-aws/terraform/bucket-settings.ts';
import { readStack } from '../../../../scripts/local-aws/terraform/stack.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

describe('bucketSettings', () => {
  it('returns the CORS rules of a bucket, and none of another', async () => {
    const directory = path.join(await temporaryDirectory(), 'stack');
    const rule = { allowed_methods: ['PUT'], allowed_origins: ['https://app.example.com'], expose_headers: ['ETag'] };
    const configuration = {
      provider: { aws: [{ region: 'eu-west-1' }] },
      resource: {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how Terraform writes its expressions
        aws_s3_bucket_cors_configuration: { uploads: { bucket: '${aws_s3_bucket.source.id}', cors_rule: [rule] } },
        aws_s3_bucket: { source: { bucket: 'pictures' } },
      },
    };
    await mkdir(directory);
    await writeFile(path.join(directory, 'cdk.tf.json'), JSON.stringify(configuration));
    const place = { accountId: '111111111111', endpoint: 'http://127.0.0.1:4580' };

    const { corsOf } = bucketSettings(await readStack(directory, place));

    expect(corsOf('pictures')).to.deep.equal([
      {
        allowedOrigins: ['https://app.example.com'],
        allowedMethods: ['PUT'],
        allowedHeaders: [],
        exposeHeaders: ['ETag'],
        maxAgeSeconds: undefined,
      },
    ]);
    expect(corsOf('other')).to.deep.equal([]);
  });
});
