import { createHmac } from 'node:crypto';
import type { LogKeys } from './log-keys.ts';

/** 128 bits, so that no two keys share a name. */
const nameDigits = 32;

/** The object in an ARN of S3, up to the last quotation mark, since a key may contain some. */
const objectOfArn = /:s3:::(?:.*"|.*)/s;

/**
 * Names each key by its HMAC. Nobody can read a key in the log, and only those who have the secret can find one.
 *
 * @param probePrefix the beginning of the keys of the probe. They stay plain, because a metric filter tells them by it.
 */
export function hiddenKeys(secret: Uint8Array, probePrefix: string | undefined): LogKeys {
  const nameOf: LogKeys['nameOf'] = (key) => {
    if (probePrefix !== undefined && key.startsWith(probePrefix)) return key;
    return `hmac-${createHmac('sha256', secret).update(key).digest('hex').slice(0, nameDigits)}`;
  };
  return {
    nameOf,
    rename: (text, { bucket, key }) => {
      const name = nameOf(key);
      // Functions, because a key or a bucket may contain what is special in a replacement.
      return text.replace(objectOfArn, () => `:s3:::${bucket}/${name}"`).replaceAll(key, () => name);
    },
    quote: () => '(hidden by logKeys)',
  };
}
