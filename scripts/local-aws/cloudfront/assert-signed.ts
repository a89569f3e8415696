import { type KeyObject, verify } from 'node:crypto';
import { AccessPolicy, assertAdmits, type Viewer } from './access-policy.ts';
import { CloudFrontError } from './cloudfront-error.ts';
import type { Signature } from './read-signature.ts';

/**
 * Asserts that a signature admits a viewer.
 *
 * @throws {CloudFrontError} when it does not (`MissingKey`, `InvalidKey`, `MalformedPolicy` or `AccessDenied`)
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html
 */
export function assertSigned(signature: Signature, viewer: Viewer, keys: ReadonlyMap<string, KeyObject>): void {
  const { keyPairId = '', hashAlgorithm = 'SHA1' } = signature;
  if (keyPairId === '') throw new CloudFrontError('MissingKey', 'it has neither a signed URL nor signed cookies');
  const key = keys.get(keyPairId);
  if (!key) {
    throw new CloudFrontError('InvalidKey', `its key is ${keyPairId}, expected one of ${[...keys.keys()].join(', ')}`);
  }
  if (hashAlgorithm !== 'SHA1' && hashAlgorithm !== 'SHA256') {
    throw new CloudFrontError('AccessDenied', `its hash algorithm is ${hashAlgorithm}, expected SHA1 or SHA256`);
  }
  const text = policyText(signature, viewer.url);
  if (!verify(hashAlgorithm, Buffer.from(text), key, decode(signature.signature ?? ''))) {
    throw new CloudFrontError('AccessDenied', `its signature is not that of ${text} by the key ${keyPairId}`);
  }
  assertAdmits(parse(text), viewer);
}

/** Returns the text that is signed. A canned policy is not sent: both sides derive it from the URL. */
function policyText({ policy, expires }: Signature, url: string): string {
  if (policy !== undefined) return decode(policy).toString();
  if (!/^\d+$/.test(expires ?? '')) throw new CloudFrontError('AccessDenied', 'it has neither Policy nor Expires');
  return `{"Statement":[{"Resource":"${url}","Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;
}

function parse(text: string): AccessPolicy {
  try {
    return AccessPolicy.parse(JSON.parse(text));
  } catch (error) {
    throw new CloudFrontError('MalformedPolicy', `its policy is ${text}: ${error}`);
  }
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-linux-openssl.html */
function decode(text: string): Buffer {
  return Buffer.from(text.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'), 'base64');
}
