import { GenerateMacCommand, KMSClient, KMSServiceException } from '@aws-sdk/client-kms';
import { type AwsClientStub, mockClient } from 'aws-sdk-client-mock';
import { expect } from 'chai';
import { Failure } from '../../../../functions/thumbnail/errors.ts';
import { plainKeys } from '../../../../functions/thumbnail/log-keys/log-keys.ts';
import { openLogKeys } from '../../../../functions/thumbnail/log-keys/open-log-keys.ts';
import { expectError } from '../../../support/expect-error.ts';

const logKeyArn = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';

describe('openLogKeys', () => {
  let kms: AwsClientStub<KMSClient>;
  beforeEach(() => {
    kms = mockClient(KMSClient);
    kms.onAnyCommand().rejects(new Error('unstubbed'));
  });
  afterEach(() => kms.restore());

  it('returns plain keys without a call where there is no key', async () => {
    expect(await openLogKeys({ logKeyArn: undefined, probePrefix: undefined })).to.equal(plainKeys);
    expect(kms.calls()).to.deep.equal([]);
  });

  it('asks KMS once for the secret, by the MAC of a constant', async () => {
    kms.on(GenerateMacCommand).resolves({ Mac: Buffer.alloc(32, 7) });

    const { nameOf } = await openLogKeys({ logKeyArn, probePrefix: undefined });

    expect(nameOf('users/42/passport.jpg')).to.equal('hmac-7550490c49aef73a3b4ce2cbfc4b8bad');
    expect(kms.commandCalls(GenerateMacCommand).map(({ args }) => args[0].input)).to.deep.equal([
      { KeyId: logKeyArn, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from('names of S3 keys in the log') },
    ]);
  });

  for (const [name, problem] of [
    ['AccessDeniedException', 'User is not authorized to perform: kms:GenerateMac'],
    ['DisabledException', 'The key is disabled'],
  ]) {
    it(`fails the event in plain words after ${name}`, async () => {
      const message = `${problem}`;
      kms
        .on(GenerateMacCommand)
        .rejects(new KMSServiceException({ name: `${name}`, message, $fault: 'client', $metadata: {} }));

      const failure = await expectError(Failure, 'log-key-unusable', () =>
        openLogKeys({ logKeyArn, probePrefix: undefined }),
      );

      expect(failure.message).to.equal(
        `kms:GenerateMac on ${logKeyArn} failed with ${name}: ${problem}. ` +
          "The function hides keys in its log with it (logKeys: 'hmac'). Enable it, and allow the function's role to use it.",
      );
    });
  }

  it('fails after an answer without a MAC', async () => {
    kms.on(GenerateMacCommand).resolves({});
    await expectError(Failure, 'log-key-unusable', () => openLogKeys({ logKeyArn, probePrefix: undefined }));
  });
});
