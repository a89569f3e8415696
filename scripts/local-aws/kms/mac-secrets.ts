import { randomBytes } from 'node:crypto';

/** The secrets of HMAC keys. They are in memory, so a restart changes them. */
export interface MacSecrets {
  /** Returns the secret of a key, by its ARN. */
  of(arn: string): Buffer;
}

const secretBytes = 32;

export function createMacSecrets(): MacSecrets {
  const secrets = new Map<string, Buffer>();
  return {
    of(arn) {
      const secret = secrets.get(arn) ?? randomBytes(secretBytes);
      secrets.set(arn, secret);
      return secret;
    },
  };
}
