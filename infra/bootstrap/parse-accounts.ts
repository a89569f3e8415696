import * as z from 'zod';
import { SettingsError } from '../errors.ts';
import { describeIssues } from '../issues.ts';
import type { Settings } from '../settings.ts';
import { type AccountSettings, accountSettings } from './account-settings.ts';
import { stateBucketName } from './names.ts';

/** An account with the settings of the environments that it holds, of which there is at least one. */
export type Account = Omit<AccountSettings, 'environments'> & { project: string; environments: Settings[] };

/**
 * Reads the list of accounts, and fills in the defaults.
 * @throws {SettingsError} that names every problem, each with the offending value and what was expected instead
 */
export function parseAccounts(input: unknown, environments: readonly Settings[]): Account[] {
  const accountsHaveOwnNames = 'expected accounts that each have a name of their own';
  const Accounts = z
    .array(accountSettings(environments), { error: 'expected a list of accounts' })
    .refine((accounts) => new Set(accounts.map(({ name }) => name)).size === accounts.length, {
      error: accountsHaveOwnNames,
    });
  // Of what has no words of its own, which is an entry that is no object.
  const otherwise = () =>
    'expected an account, such as { name: "main", region: "eu-west-1", repository: "octo-org/photos", environments: ["dev"] }';
  const { data, error } = Accounts.safeParse(input, { reportInput: true, error: otherwise });
  if (error) throw new SettingsError(describeIssues('accounts', error.issues));
  const accounts = data.map((account) => {
    const held = environments.filter(({ name }) => account.environments.includes(name));
    return { ...account, project: held[0]?.project ?? '', environments: held };
  });
  const overlaps = overlapsOf(accounts);
  if (overlaps.length > 0) throw new SettingsError(overlaps);
  return accounts;
}

/** Rights go by the beginnings of names, so no beginning may be that of what is another's. Entries can be of one AWS account. */
function overlapsOf(accounts: readonly Account[]): string[] {
  const prefixes = accounts.flatMap(({ environments }) =>
    environments.map(({ project, name }) => `${project}-${name}-`),
  );
  const taken = [...prefixes, ...accounts.map((account) => stateBucketName(account, ''))];
  return prefixes.flatMap((prefix) =>
    taken
      .filter((other) => other !== prefix && other.startsWith(prefix))
      .map(
        (other) => `accounts: who may change "${prefix}*" may change "${other}*" too, rename project or name of one`,
      ),
  );
}
