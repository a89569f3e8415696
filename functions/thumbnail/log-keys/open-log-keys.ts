import path from 'node:path';
import { Failure, messageOf } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { hiddenKeys } from './hidden-keys.ts';
import { type LogKeys, plainKeys } from './log-keys.ts';

/**
 * Returns how the log names keys. With `logKeys: 'hmac'` it asks KMS for the secret.
 *
 * @throws {Failure} when KMS does not answer with the secret (`log-key-unusable`)
 */
export async function openLogKeys({ logKeyArn, probePrefix }: Pick<Settings, 'logKeyArn' | 'probePrefix'>) {
  return logKeyArn === undefined ? plainKeys : hideBy(logKeyArn, probePrefix);
}

async function hideBy(keyArn: string, probePrefix: string | undefined): Promise<LogKeys> {
  try {
    const { readLogSecret } = await loadClient();
    return hiddenKeys(await readLogSecret(keyArn), probePrefix);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'Error';
    const reason = `kms:GenerateMac on ${keyArn} failed with ${name}: ${messageOf(error)}`;
    const remedy = "The log hides keys with it (logKeys: 'hmac'). Enable the key, and let the function's role use it.";
    throw new Failure('log-key-unusable', `${reason}. ${remedy}`, { cause: error });
  }
}

/**
 * Loads the client of KMS from a file of its own, so that a function with plain keys does not wait for it. The file lies beside this
 * module, both as source and as bundle.
 */
function loadClient(): Promise<typeof import('./log-secret.ts')> {
  const file = `log-secret${path.extname(import.meta.filename)}`;
  return import(new URL(file, import.meta.url).href);
}
