import { pathToFileURL } from 'node:url';
import { needsAlarmKey } from './alarms/chosen-key.ts';
import { bootstrapArns } from './bootstrap/bootstrap-arns.ts';
import { stateBucketName } from './bootstrap/names.ts';
import { type Account, parseAccounts, withOrganization } from './bootstrap/parse-accounts.ts';
import { SetupError } from './errors.ts';
import { importTypeScript } from './import-typescript.ts';
import { parseEnvironments } from './parse-environments.ts';
import type { Settings } from './settings.ts';

/** The environments, and the AWS accounts that GitHub Actions deploy them to. */
export interface Configuration {
  environments: Settings[];
  accounts: Account[];
}

/**
 * Reads a file such as `infra/environments.ts`.
 * @throws {SetupError} when the file cannot be imported, or when it has problems, all of which are named
 */
export async function loadConfiguration(file: string): Promise<Configuration> {
  const described = await importTypeScript(pathToFileURL(file).href).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError(`${file} cannot be read: ${reason}\nCorrect that file and run the command again.`);
  });
  const environments = parseEnvironments(described['environments']);
  const accounts = parseAccounts(described['accounts'] ?? [], environments);
  return { environments: environments.map((settings) => preparedBy(accounts, settings)), accounts };
}

/** An environment in an account uses the state bucket, permissions boundary and alarm key that the account's bootstrap created. */
function preparedBy(accounts: readonly Account[], settings: Settings): Settings {
  const account = accounts.find(({ environments }) => environments.some(({ name }) => name === settings.name));
  if (!account) return settings;
  const { permissionsBoundary, alarmKey } = bootstrapArns(account, settings);
  const { id, region, encryption } = account;
  const stateKey = encryption === 'SSE-S3' ? {} : { encryption };
  const remoteState = { bucket: stateBucketName(account, id), region, ...stateKey };
  const alarms = needsAlarmKey(settings) ? { ...settings.alarms, key: alarmKey } : settings.alarms;
  return { account: id, remoteState, permissionsBoundary, ...withOrganization(settings, account.organization), alarms };
}
