import { createHmac } from 'node:crypto';
import type { LogKeys } from './log-keys.ts';

/** 128 bits, so that no two keys share a name. */
const nameDigits = 32;

/** Matches the object of an S3 ARN up to the last quotation mark of the text, since a key may contain quotation marks. */
const objectOfArn = /:s3:::(?:.*"|.*)/s;

/**
 * Names each key by its HMAC. The log then shows no key, and only holders of the secret can find the lines about a key.
 *
 * @param probePrefix the beginning of the probe's keys. They stay in plain text, because a metric filter recognizes them by it.
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
      // The replacements are functions, because `$` has a meaning in a string.
      return text.replace(objectOfArn, () => `:s3:::${bucket}/${name}"`).replaceAll(key, () => name);
    },
    quote: () => '(hidden by logKeys)',
  };
}
