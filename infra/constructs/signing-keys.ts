import { createHash } from 'node:crypto';
import { CloudfrontKeyGroup, CloudfrontPublicKey, Construct, Fn } from '../terraform.ts';

export interface SigningKeysProps {
  name: string;
  /** Each key is PEM text. */
  publicKeys: readonly string[];
}

/** The public keys that signatures are verified with. Any of them will do, so that keys can be replaced one after another. */
export class SigningKeys extends Construct {
  /** In the order of the keys. */
  readonly ids: readonly string[];
  readonly groupId: string;

  constructor(scope: Construct, id: string, { name, publicKeys }: SigningKeysProps) {
    super(scope, id);
    this.ids = publicKeys.map((pem) => {
      // Named for its content: CloudFront cannot change a key, and removing one must not replace those after it.
      const fingerprint = createHash('sha256').update(pem).digest('hex').slice(0, 8);
      return new CloudfrontPublicKey(this, `key-${fingerprint}`, {
        name: `${name}-${fingerprint}`,
        // cdktf writes lines wrongly as HCL.
        encodedKey: Fn.base64decode(Buffer.from(pem).toString('base64')),
      }).id;
    });
    this.groupId = new CloudfrontKeyGroup(this, 'key-group', { name, items: [...this.ids] }).id;
  }
}
