import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { retries } from '../s3/retries.ts';

/** This must never change: every key would get another name. */
const message = Buffer.from('names of S3 keys in the log');

/**
 * Returns the secret that names keys in the log. It is KMS's MAC of a constant, by a key that never leaves KMS. AWS documents a MAC
 * as fit for deriving keys. https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html
 *
 * @param keyArn the ARN of an HMAC key
 * @throws {Error} when KMS refuses, or does not answer
 */
export async function readLogSecret(keyArn: string, client: KMSClient = createKmsClient()): Promise<Uint8Array> {
  const { Mac } = await client.send(
    new GenerateMacCommand({ KeyId: keyArn, MacAlgorithm: 'HMAC_SHA_256', Message: message }),
  );
  if (!Mac) throw new Error('KMS answered GenerateMac without a MAC.');
  return Mac;
}

function createKmsClient(): KMSClient {
  const { maxAttempts, attemptMs } = retries;
  return new KMSClient({
    retryMode: 'standard',
    maxAttempts,
    requestHandler: { connectionTimeout: attemptMs, requestTimeout: attemptMs, throwOnRequestTimeout: true },
  });
}
