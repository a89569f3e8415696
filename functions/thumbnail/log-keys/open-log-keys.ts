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
    const remedy =
      "The function hides keys in its log with it (logKeys: 'hmac'). Enable it, and allow the function's role to use it.";
    throw new Failure('log-key-unusable', `${reason}. ${remedy}`, { cause: error });
  }
}

/**
 * Loads the KMS client from a separate file, so that a function with plain keys does not load it. The file is beside this module, in
 * the source and in the bundle.
 */
function loadClient(): Promise<typeof import('./log-secret.ts')> {
  const file = `log-secret${path.extname(import.meta.filename)}`;
  return import(new URL(file, import.meta.url).href);
}
