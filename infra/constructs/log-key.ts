import { type Construct, KmsKey } from '../terraform.ts';

/**
 * Adds the KMS key that hides the keys of objects in the log of a function. It gets KMS's default key policy, by which IAM policies of
 * the account can allow its use. The deploy role then needs no permission to change a key policy. An HMAC key cannot rotate.
 * https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html
 */
export function addLogKey(scope: Construct, functionName: string): KmsKey {
  return new KmsKey(scope, 'log-key', {
    description: `Names the keys of objects in the log of ${functionName}`,
    customerMasterKeySpec: 'HMAC_256',
    keyUsage: 'GENERATE_VERIFY_MAC',
  });
}
