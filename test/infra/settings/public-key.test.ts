import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import { SettingsError } from '../../../infra/errors.ts';
import { parseEnvironments } from '../../../infra/parse-environments.ts';
import { publicKey } from '../../../infra/settings/public-key.ts';
import { ecdsaKey, rsaKey } from '../public-keys.ts';
import { environment } from '../synthesized.ts';

describe('publicKey', () => {
  it('accepts the kinds of keys that CloudFront knows', () => {
    for (const key of [rsaKey, ecdsaKey]) expect(publicKey.parse(key)).to.equal(key);
  });

  it('brings a key into its usual form, with one newline at its end, as CloudFront returns it', () => {
    const pasted = `\n  ${rsaKey.trim().replaceAll('\n', '\r\n')}`;
    expect(publicKey.parse(pasted.replace('  ', ''))).to.equal(rsaKey);
    expect(publicKey.parse(rsaKey.trim())).to.equal(rsaKey);
  });

  const others = {
    'a longer RSA key': generateKeyPairSync('rsa', { modulusLength: 3072 }).publicKey,
    'another curve': generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).publicKey,
    Ed25519: generateKeyPairSync('ed25519').publicKey,
  };
  for (const [kind, key] of Object.entries(others)) {
    it(`refuses ${kind}`, () => {
      expect(publicKey.safeParse(key.export({ type: 'spki', format: 'pem' })).success).to.equal(false);
    });
  }

  it('refuses text that is no key', () => {
    for (const text of ['', 'public.pem', rsaKey.replace(/[A-Za-z0-9]{40}/, '')]) {
      expect(publicKey.safeParse(text).success, text).to.equal(false);
    }
  });

  it('refuses a private key, and does not repeat it', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const delivery = { cloudfront: { access: 'signed', publicKeys: [pem] } };
    const [problem, ...others] = problemsOf({ ...environment, delivery });
    expect(others).to.deep.equal([]);
    expect(problem).to.match(
      /^environments\[0\]\.delivery\.cloudfront\.publicKeys\[0\]: got "a private key", expected a public key .*; keep the private key with the server/,
    );
    expect(problem).not.to.include(pem.split('\n')[1]?.slice(0, 16));
  });
});

function problemsOf(settings: object): readonly string[] {
  try {
    parseEnvironments([settings]);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}
