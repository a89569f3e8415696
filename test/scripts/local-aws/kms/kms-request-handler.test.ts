import { GenerateMacCommand, KMSClient, KMSServiceException, ListKeysCommand } from '@aws-sdk/client-kms';
import { expect } from 'chai';
import { type HttpEndpoint, openHttpEndpoint } from '../../../../scripts/local-aws/http/http-endpoint.ts';
import { kmsRequestHandler } from '../../../../scripts/local-aws/kms/kms-request-handler.ts';
import { createMacSecrets } from '../../../../scripts/local-aws/kms/mac-secrets.ts';

const arn = (id: string) => `arn:aws:kms:eu-west-1:000000000000:key/${id}`;
const keys = [
  { arn: arn('log'), key_usage: 'GENERATE_VERIFY_MAC' },
  { arn: arn('other'), key_usage: 'GENERATE_VERIFY_MAC' },
  { arn: arn('alarms'), key_usage: 'ENCRYPT_DECRYPT' },
];

describe('kmsRequestHandler', () => {
  let http: HttpEndpoint;
  let refusals: string[];
  beforeEach(async () => {
    refusals = [];
    http = await openHttpEndpoint(0);
    const authorize = ({ accessKeyId }: { accessKeyId: string }) => accessKeyId === 'developer';
    const onRefusal = (line: string) => void refusals.push(line);
    http.serve(kmsRequestHandler({ keys, secrets: createMacSecrets(), authorize, onRefusal }));
  });
  afterEach(() => http.close());

  const client = (accessKeyId = 'developer') =>
    new KMSClient({
      endpoint: http.url,
      region: 'eu-west-1',
      credentials: { accessKeyId, secretAccessKey: 'any' },
      maxAttempts: 1,
    });
  const macOf = async (id: string, message: string, accessKeyId?: string) => {
    const input = { KeyId: arn(id), MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(message) } as const;
    const { Mac } = await client(accessKeyId).send(new GenerateMacCommand(input));
    return Buffer.from(Mac ?? []).toString('hex');
  };
  const errorOf = (call: Promise<unknown>) =>
    call.then(
      () => 'none',
      (error) => (error instanceof KMSServiceException ? error.name : `${error}`),
    );

  it('makes a MAC that depends on the key and on the message alone', async () => {
    const mac = await macOf('log', 'a');
    expect(mac).to.match(/^[0-9a-f]{64}$/);
    expect(await macOf('log', 'a')).to.equal(mac);
    expect(await macOf('log', 'b')).not.to.equal(mac);
    expect(await macOf('other', 'a')).not.to.equal(mac);
  });

  it('refuses as KMS does: a caller without permission, a key that is not there or not for MACs, and a message of wrong length', async () => {
    expect(await errorOf(macOf('log', 'a', 'somebody'))).to.equal('AccessDeniedException');
    expect(await errorOf(macOf('gone', 'a'))).to.equal('NotFoundException');
    expect(await errorOf(macOf('alarms', 'a'))).to.equal('InvalidKeyUsageException');
    expect(await errorOf(macOf('log', 'a'.repeat(4097)))).to.equal('ValidationException');
    expect(await macOf('log', 'a'.repeat(4096))).to.have.lengthOf(64);
  });

  it('refuses every other action by name', async () => {
    expect(await errorOf(client().send(new ListKeysCommand({})))).to.equal('NotImplemented');
    expect(refusals).to.deep.equal(['The local KMS does not implement ListKeys. It implements GenerateMac.']);
  });
});
