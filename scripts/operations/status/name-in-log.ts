import type { KMSClient } from '@aws-sdk/client-kms';
import { hiddenKeys } from '../../../functions/thumbnail/log-keys/hidden-keys.ts';
import { readLogSecret } from '../../../functions/thumbnail/log-keys/log-secret.ts';
import type { Settings } from '../../../functions/thumbnail/settings.ts';

/** Returns the name of a key in the log. With `logKeys: 'hmac'` it asks KMS for the secret of the names. */
export async function nameInLog(
  kms: KMSClient,
  key: string,
  { logKeyArn, probePrefix }: Pick<Settings, 'logKeyArn' | 'probePrefix'>,
): Promise<string> {
  if (logKeyArn === undefined) return key;
  return hiddenKeys(await readLogSecret(logKeyArn, kms), probePrefix).nameOf(key);
}
