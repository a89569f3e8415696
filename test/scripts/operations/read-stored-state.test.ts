import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { expect } from 'chai';
import { readStoredState } from '../../../scripts/operations/read-stored-state.ts';
import { expectError } from '../../support/expect-error.ts';

describe('readStoredState', () => {
  const place = { bucket: 'states', key: 'bootstrap.tfstate' };

  it('returns nothing where the bucket has no such object', async () => {
    const s3 = mockClient(S3Client);
    s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: 'no', $metadata: {} }));
    expect(await readStoredState(new S3Client({}), place)).to.equal(undefined);
    expect(s3.commandCalls(GetObjectCommand)[0]?.args[0].input).to.deep.equal({
      Bucket: 'states',
      Key: 'bootstrap.tfstate',
    });
    s3.restore();
  });

  it('passes on any other error, such as of access', async () => {
    const s3 = mockClient(S3Client);
    s3.on(GetObjectCommand).rejects(new Error('Access Denied'));
    const { message } = await expectError(Error, undefined, () => readStoredState(new S3Client({}), place));
    expect(message).to.equal('Access Denied');
    s3.restore();
  });
});
