import { type Construct, KmsKey } from '../terraform.ts';

/**
 * Adds the key by which the log of a function names the keys of objects. It gets the key policy of KMS itself, which lets IAM policies
 * of the account allow its use: so nobody needs a permission to write a key policy. An HMAC key cannot rotate.
 * https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html
 */
export function addLogKey(scope: Construct, functionName: string): KmsKey {
  return new KmsKey(scope, 'log-key', {
    description: `Names the keys of objects in the log of ${functionName}`,
    customerMasterKeySpec: 'HMAC_256',
    keyUsage: 'GENERATE_VERIFY_MAC',
  });
}
