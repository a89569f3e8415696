import { createPublicKey } from 'node:crypto';
import * as z from 'zod';

const expected =
  'expected a public key as PEM text, RSA of 2048 bits or ECDSA P-256: "-----BEGIN PUBLIC KEY-----…", as `openssl pkey -pubout` writes it';

/** A public key that CloudFront can verify signatures with, as PEM text in its usual form. */
export const publicKey = z.string({ error: expected }).transform((pem, context) => {
  // Node.js would derive the public key from a private one, which must be in no file of the project. Its text is not repeated.
  if (pem.includes('PRIVATE KEY')) {
    const message = `${expected}; keep the private key with the server that signs, in no file of this project`;
    context.addIssue({ code: 'custom', input: 'a private key', message });
    return z.NEVER;
  }
  const key = parse(pem);
  if (key) return key;
  context.addIssue({ code: 'custom', input: pem, message: expected });
  return z.NEVER;
});

function parse(pem: string): string | undefined {
  try {
    const key = createPublicKey(pem);
    const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
    const isRsa = key.asymmetricKeyType === 'rsa' && modulusLength === 2048;
    const isEcdsa = key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1';
    return isRsa || isEcdsa ? key.export({ type: 'spki', format: 'pem' }).toString() : undefined;
  } catch {
    return undefined;
  }
}
