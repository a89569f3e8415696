import { generateKeyPairSync } from 'node:crypto';
import { getSignedCookies, getSignedUrl } from '@aws-sdk/cloudfront-signer';
import { expect } from 'chai';
import { assertSigned } from '../../../../scripts/local-aws/cloudfront/assert-signed.ts';
import { CloudFrontError } from '../../../../scripts/local-aws/cloudfront/cloudfront-error.ts';
import { readSignature, withoutSignature } from '../../../../scripts/local-aws/cloudfront/read-signature.ts';
import { expectError } from '../../../support/expect-error.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ecdsa = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const keys = new Map([
  ['KRSA', rsa.publicKey],
  ['KECDSA', ecdsa.publicKey],
]);
const pem = (key: typeof rsa.privateKey) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const privateKey = pem(rsa.privateKey);

const site = 'http://127.0.0.1:4581';
const file = `${site}/200x200/users/42/cat.png.webp`;
const nowMs = Date.parse('2026-01-02T03:04:05Z');
const inSeconds = (seconds: number) => new Date(nowMs + seconds * 1000).toISOString();
const signer = { keyPairId: 'KRSA', privateKey };
const canned = (options: object = {}) => getSignedUrl({ url: file, dateLessThan: inSeconds(1), ...signer, ...options });

/** Requests a URL, with cookies if any. */
function request(url: string, cookies: object = {}): void {
  const { pathname, search, searchParams } = new URL(url);
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  const viewer = { url: `${site}${withoutSignature(pathname + search)}`, address: '127.0.0.1', nowMs };
  assertSigned(readSignature(searchParams, cookie.join('; ')), viewer, keys);
}

function custom(Resource: string, conditions: object = {}): string {
  const DateLessThan = { 'AWS:EpochTime': nowMs / 1000 + 60 };
  return JSON.stringify({ Statement: [{ Resource, Condition: { DateLessThan, ...conditions } }] });
}

describe('assertSigned', () => {
  const folder = custom(`${site}/*/users/42/*`);
  const admitted: Record<string, () => void> = {
    'a URL of a canned policy': () => request(canned()),
    'a URL with a query of its own': () => request(canned({ url: `${file}?v=1` })),
    'a URL that is signed by SHA-256': () => request(canned({ algorithm: 'SHA256' })),
    'a URL that is signed by ECDSA': () => request(canned({ keyPairId: 'KECDSA', privateKey: pem(ecdsa.privateKey) })),
    'a URL of a custom policy': () => request(canned({ dateGreaterThan: inSeconds(-1), ipAddress: '127.0.0.0/8' })),
    'cookies of a canned policy': () =>
      request(file, getSignedCookies({ url: file, dateLessThan: inSeconds(1), ...signer })),
    'cookies of a custom policy': () => request(file, getSignedCookies({ policy: folder, ...signer })),
  };
  for (const [title, act] of Object.entries(admitted)) {
    it(`admits ${title}`, act);
  }

  const cookies = getSignedCookies({ policy: folder, ...signer });
  const refused: Record<string, [act: () => void, code: string, reason: RegExp]> = {
    'no signature': [() => request(file), 'MissingKey', /neither a signed URL nor signed cookies/],
    'another key': [() => request(canned({ keyPairId: 'KGONE' })), 'InvalidKey', /KGONE, expected one of KRSA, KECDSA/],
    'the signature of another key': [
      () => request(canned({ privateKey: pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey) })),
      'AccessDenied',
      /signature/,
    ],
    'a URL that has expired': [
      () => request(canned({ dateLessThan: inSeconds(0) })),
      'AccessDenied',
      /expired at 2026/,
    ],
    'a later expiry than the signed one': [
      () => request(canned({ dateLessThan: inSeconds(0) }).replace(/Expires=\d+/, 'Expires=9999999999')),
      'AccessDenied',
      /signature/,
    ],
    'a URL that is not valid yet': [
      () => request(canned({ dateGreaterThan: inSeconds(1), dateLessThan: inSeconds(2) })),
      'AccessDenied',
      /not valid before/,
    ],
    'another address': [() => request(canned({ ipAddress: '10.0.0.1' })), 'AccessDenied', /for 10\.0\.0\.1/],
    'the URL of another file': [() => request(canned().replace('cat', 'dog')), 'AccessDenied', /signature/],
    "another person's folder": [() => request(file.replace('42', '43'), cookies), 'AccessDenied', /users\/42/],
    'signed cookies beside an expired URL': [
      () => request(canned({ dateLessThan: inSeconds(0) }), cookies),
      'AccessDenied',
      /expired/,
    ],
    'a policy without an end': [
      () => request(file, getSignedCookies({ policy: '{"Statement":[{"Condition":{}}]}', ...signer })),
      'MalformedPolicy',
      /DateLessThan/,
    ],
    'a policy that is no JSON': [
      () => request(file, getSignedCookies({ policy: 'everything', ...signer })),
      'MalformedPolicy',
      /everything/,
    ],
    'neither policy nor expiry': [
      () => request(`${file}?Key-Pair-Id=KRSA&Signature=a`),
      'AccessDenied',
      /neither Policy nor Expires/,
    ],
  };
  for (const [title, [act, code, reason]] of Object.entries(refused)) {
    it(`refuses ${title}`, async () => {
      const error = await expectError(CloudFrontError, code, act);
      expect(error.reason).to.match(reason);
    });
  }
});
