import * as z from 'zod';
import { boundaryOf } from '../boundary-of.ts';
import { anyAccount, canBeSameBucket } from '../bucket-names.ts';
import { SettingsError } from '../errors.ts';
import { identityTags } from '../identity-tags.ts';
import { describeIssues } from '../issues.ts';
import { namesOf } from '../names.ts';
import { partitionOf } from '../partition-of.ts';
import type { Settings } from '../settings.ts';
import { type AccountSettings, accountSettings } from './account-settings.ts';
import { stateBucketName } from './names.ts';
import { sharedStates } from './shared-states.ts';

/** An account with the settings of its environments, of which there is at least one. */
export type Account = Omit<AccountSettings, 'environments'> & { project: string; environments: Settings[] };

/**
 * Parses the list of accounts and fills in the defaults.
 * @throws {SettingsError} when any setting is wrong: it names every problem, its value and what was expected
 */
export function parseAccounts(input: unknown, environments: readonly Settings[]): Account[] {
  const accountsHaveOwnNames = 'expected accounts that each have a name of their own';
  const Accounts = z
    .array(accountSettings(environments), { error: 'expected a list of accounts' })
    .refine((accounts) => new Set(accounts.map(({ name }) => name)).size === accounts.length, {
      error: accountsHaveOwnNames,
    });
  // For an entry that is not an object, which no other message covers.
  const fallback = () =>
    'expected an account, such as { name: "main", id: "123456789012", region: "eu-west-1", repository: "octo-org@123456/photos@456789", environments: ["dev"] }';
  const { data, error } = Accounts.safeParse(input, { reportInput: true, error: fallback });
  if (error) throw new SettingsError(describeIssues('accounts', error.issues));
  const accounts = data.map((account) => {
    const held = environments
      .filter(({ name }) => account.environments.includes(name))
      .map((environment) => withOrganization(environment, account.organization));
    return { ...account, project: held[0]?.project ?? '', environments: held };
  });
  const problems = [
    ...sharedEnvironments(accounts),
    ...sharedNames(accounts),
    ...overlapsOf(accounts),
    ...sharedStates(accounts, environments),
    ...accounts.flatMap((account) => [
      ...otherAccountIds(account),
      ...misusedStateBuckets(account, accounts),
      ...sharedTags(account),
      ...otherDeployRoles(account),
      ...foreignBoundaries(account),
      ...ignoredBoundaries(account),
      ...farKey(account),
    ]),
  ];
  if (problems.length > 0) throw new SettingsError(problems);
  return accounts;
}

/** Returns an environment with what its account demands of roles, unless it has rules of its own. */
export function withOrganization(environment: Settings, organization: Account['organization']): Settings {
  return organization && !environment.organization ? { ...environment, organization } : environment;
}

/** Refuses an environment in two accounts, of which only one could be deployed to. */
function sharedEnvironments(accounts: readonly Account[]): string[] {
  const names = accounts.flatMap(({ environments }) => environments.map(({ name }) => name));
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map(
    (name) => `accounts: got "${name}" in more than one account, expected each environment in one account`,
  );
}

/** Refuses two entries whose bootstraps would create the same roles or state bucket. IAM tells roles apart by name alone, not by path. */
function sharedNames(accounts: readonly Account[]): string[] {
  return accounts.flatMap((account, index) => {
    const namesOfAccount = createdNames(account);
    const other = accounts
      .slice(0, index)
      .find((each) => createdNames(each).some((name) => namesOfAccount.includes(name)));
    if (other === undefined) return [];
    return [
      `accounts: got the ID "${account.id}" of ${account.name}, expected another than ${other.name} has for the project ${account.project}: both bootstraps would create the same resources; list the environments of both in one entry`,
    ];
  });
}

function createdNames(account: Account): string[] {
  const { id, project, organization } = account;
  return [stateBucketName(account, id), `${id}:role/${organization?.rolePrefix ?? ''}${project}-plan`];
}

/** Permissions match the prefixes of names, so no prefix may match names of another entry, which can be in the same AWS account. */
function overlapsOf(accounts: readonly Account[]): string[] {
  const prefixes = accounts.flatMap(({ environments }) =>
    environments.map(({ project, name }) => `${project}-${name}-`),
  );
  const stateBuckets = accounts.flatMap((account) => [
    stateBucketName(account, ''),
    ...account.environments.flatMap(({ remoteState }) => remoteState?.bucket ?? []),
  ]);
  const taken = [...prefixes, ...stateBuckets];
  return prefixes.flatMap((prefix) =>
    taken
      .filter((other) => other !== prefix && other.startsWith(prefix))
      .map(
        (other) =>
          `accounts: the role that may change "${prefix}*" may also change "${other}*", rename the project or name of one`,
      ),
  );
}

/** Refuses an environment with another account ID than the account that holds it. */
function otherAccountIds({ id, environments }: Account): string[] {
  return environments
    .filter(({ account = id }) => account !== id)
    .map(
      ({ name, account }) => `environments: got account "${account}" of ${name}, expected "${id}", its ID in accounts`,
    );
}

/** Refuses state buckets for anything but states: a deploy role may change every bucket that its environment names. */
function misusedStateBuckets({ name, remoteState, environments }: Account, accounts: readonly Account[]): string[] {
  const stateBuckets = accounts.map((account) => stateBucketName(account, account.id));
  if (remoteState) stateBuckets.push(remoteState.bucket);
  return environments.flatMap((environment) => {
    const { sourceBucket, processedBucket } = namesOf(environment, anyAccount);
    const given = { sourceBucket, processedBucket, accessLogBucket: environment.accessLogBucket };
    return Object.entries(given)
      .filter(([, bucket = '']) => stateBuckets.some((stateBucket) => canBeSameBucket(bucket, stateBucket)))
      .map(
        ([setting, bucket]) =>
          `environments: got ${setting} "${bucket}" of ${environment.name}, expected another bucket: this one stores states of the account ${name}`,
      );
  });
}

/** Refuses environments whose distributions IAM could not tell apart, since it knows them by their tags alone. */
function sharedTags({ environments }: Account): string[] {
  const served = environments.filter(({ delivery }) => delivery.cloudfront);
  const identities = served.map((environment) => JSON.stringify(identityTags(environment).map(({ value }) => value)));
  return served
    .filter((_, index) => identities.indexOf(identities[index] ?? '') !== index)
    .map(
      ({ name, tags }) =>
        `environments: got tags ${JSON.stringify(tags)} of ${name}, expected other values of project and environment than another environment of its account has: IAM tells distributions apart by them`,
    );
}

/** The role that the bootstrap creates deploys, and it may assume no other. */
function otherDeployRoles({ environments, name: account }: Account): string[] {
  return environments
    .filter(({ deployRoleArn }) => deployRoleArn !== undefined)
    .map(
      ({ name, deployRoleArn }) =>
        `environments: got deployRoleArn "${deployRoleArn}" of ${name}, expected none: the bootstrap of the account ${account} creates the role that deploys`,
    );
}

/** A role cannot have the boundary of another account. */
function foreignBoundaries({ id, environments }: Account): string[] {
  return environments.flatMap((environment) => {
    const boundary = boundaryOf(environment);
    if (boundary === undefined || boundary.includes(`:iam::${id}:`)) return [];
    return [`accounts: got the boundary "${boundary}" of ${environment.name}, expected a policy of the account ${id}`];
  });
}

/** Refuses a boundary that its company's would replace unnoticed. */
function ignoredBoundaries({ environments }: Account): string[] {
  return environments.flatMap((environment) => {
    const { name, permissionsBoundary } = environment;
    const demanded = boundaryOf(environment);
    if (permissionsBoundary === undefined || permissionsBoundary === demanded) return [];
    return [
      `environments: got permissionsBoundary "${permissionsBoundary}" of ${name}, expected none beside "${demanded}", which its organization demands: a role can have one; remove either`,
    ];
  });
}

/** S3 can only use keys of the bucket's own region. */
function farKey({ name, region, encryption }: Account): string[] {
  const prefix = `arn:${partitionOf(region)}:kms:${region}:`;
  if (encryption === 'SSE-S3' || encryption.startsWith(prefix)) return [];
  return [
    `accounts: got encryption "${encryption}" of ${name}, expected a key whose ARN begins with "${prefix}", the region of its state bucket`,
  ];
}
