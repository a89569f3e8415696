import { expect } from 'chai';
import fc from 'fast-check';
import { hiddenKeys } from '../../../../functions/thumbnail/log-keys/hidden-keys.ts';

const secret = Buffer.alloc(32, 7);
const { nameOf, rename, quote } = hiddenKeys(secret, 'probe/');
const anyKey = fc.string({ unit: 'binary', minLength: 1 });

describe('hiddenKeys', () => {
  it('gives a key one name, as RFC 2104 says, and another with another secret', () => {
    // printf users/42/passport.jpg | openssl dgst -sha256 -mac HMAC -macopt hexkey:0707…07
    expect(nameOf('users/42/passport.jpg')).to.equal('hmac-7550490c49aef73a3b4ce2cbfc4b8bad');
    expect(hiddenKeys(Buffer.alloc(32, 8), undefined).nameOf('users/42/passport.jpg')).to.match(/^hmac-[0-9a-f]{32}$/);
    expect(hiddenKeys(Buffer.alloc(32, 8), undefined).nameOf('a')).not.to.equal(nameOf('a'));
  });

  it('gives no two keys the same name', () => {
    fc.assert(fc.property(anyKey, anyKey, (one, other) => (one === other) === (nameOf(one) === nameOf(other))));
  });

  it('leaves the keys of the probe plain, and those of others not', () => {
    expect(nameOf('probe/1234.png')).to.equal('probe/1234.png');
    expect(nameOf('my-probe/1234.png')).to.match(/^hmac-/);
    expect(hiddenKeys(secret, undefined).nameOf('probe/1234.png')).to.match(/^hmac-/);
  });

  it('puts the name in place of the key in a text of S3, however S3 writes the key, and keeps what follows', () => {
    const text = (key: string) =>
      `not authorized on resource: "arn:aws:s3:::photos/${key}" because no policy allows it`;
    const object = { bucket: 'photos', key: 'users/4"2/$&.jpg' };
    const renamed = text(nameOf(object.key));
    for (const key of [object.key, encodeURIComponent(object.key), 'users/4&quot;2']) {
      expect(rename(text(key), object)).to.equal(renamed);
    }
    expect(rename(`cannot read ${object.key} now`, object)).to.equal(`cannot read ${nameOf(object.key)} now`);
    expect(rename('arn:aws:s3:::photos/users/42', object)).not.to.contain('users');
  });

  it('quotes nothing of an event', () => {
    fc.assert(fc.property(fc.anything(), (value) => quote(value) === quote(undefined)));
  });
});
