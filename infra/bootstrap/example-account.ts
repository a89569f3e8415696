import type { Settings } from '../settings.ts';
import type { AccountInput } from './account-settings.ts';

/** Returns an account with the environments of the first one's project, to show what the bootstrap would create there. */
export function exampleAccount(environments: readonly Settings[]): AccountInput[] {
  const [first] = environments;
  if (!first) return [];
  const { project, region, account: id = '123456789012' } = first;
  const held = environments.filter((it) => it.project === project && (it.account ?? id) === id);
  const repository = 'octo-org@123456/photos@456789';
  return [{ name: 'main', id, region, repository, environments: held.map(({ name }) => name) }];
}
