import { keysOf } from '../keys-of.ts';
import type { Settings } from '../settings.ts';
import type { Statement } from '../statement.ts';
import { capitalized } from './read-permissions.ts';

/**
 * Allows reading the variables of some environments' functions, which are encrypted with the key of the environment, if it has one.
 * That includes former keys: until a change of `encryption` is deployed, one of them encrypts the variables.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
 */
export function decryptVariables(environments: readonly Settings[]): Statement[] {
  return environments.flatMap((environment) => {
    const keys = keysOf([environment.encryption, ...environment.formerKeys]);
    return throughLambda(environment, { sid: 'DecryptVariables', actions: ['kms:Decrypt'], keys });
  });
}

/** Allows writing the variables of an environment's functions, and letting Lambda decrypt them for the functions. */
export function encryptVariables(environment: Settings): Statement[] {
  const keys = keysOf([environment.encryption]);
  return throughLambda(environment, { sid: 'EncryptVariables', actions: ['kms:CreateGrant', 'kms:Encrypt'], keys });
}

/** Allows finding the keys that some environments name by an alias for their alarms. The ARN of a key does not contain its alias. */
export function findAliases(environments: readonly Settings[]): Statement[] {
  const given = environments.flatMap(({ alarms: { key = '' } }) =>
    key.includes(':alias/') ? [key.split(':alias/')] : [],
  );
  if (given.length === 0) return [];
  const resources = [...new Set(given.map(([place]) => `${place}:key/*`))];
  const aliases = [...new Set(given.map(([, name]) => `alias/${name}`))];
  const condition = [{ test: 'StringEquals', variable: 'kms:RequestAlias', values: aliases }];
  return [{ sid: 'FindAliases', actions: ['kms:DescribeKey'], resources, condition }];
}

function throughLambda(
  { name, region }: Settings,
  { sid, actions, keys }: { sid: string; actions: string[]; keys: string[] },
): Statement[] {
  if (keys.length === 0) return [];
  const condition = [{ test: 'StringEquals', variable: 'kms:ViaService', values: [`lambda.${region}.amazonaws.com`] }];
  return [{ sid: `${sid}${name.split('-').map(capitalized).join('')}`, actions, resources: keys, condition }];
}
