import { expect } from 'chai';
import { S3Error } from '../../../../../scripts/local-aws/s3/errors.ts';
import { refuseVersion2 } from '../../../../../scripts/local-aws/s3/request/refuse-version-2.ts';
import { expectError } from '../../../../support/expect-error.ts';

describe('refuseVersion2', () => {
  it('names the signature that S3 expects, wherever the old one is', async () => {
    const inFields = () => refuseVersion2(new Set(['awsaccesskeyid', 'signature', 'expires']));
    const inHeader = () => refuseVersion2(new Set(), 'AWS ME:frJIUN8DYpKDtOLCwo//yllqDzg=');

    for (const refuse of [inFields, inHeader]) {
      expect((await expectError(S3Error, 'InvalidRequest', refuse)).message).to.contain('Please use AWS4-HMAC-SHA256');
    }
  });

  it('lets other requests through', () => {
    refuseVersion2(
      new Set(['x-amz-signature', 'signature']),
      'AWS4-HMAC-SHA256 Credential=ME/20260102/eu-west-1/s3/aws4_request',
    );
    refuseVersion2(new Set());
  });
});
