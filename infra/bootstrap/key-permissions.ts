import { keyOf } from '../key-of.ts';
import type { Settings } from '../settings.ts';
import { capitalized } from './read-permissions.ts';
import type { Statement } from './statement.ts';

/**
 * Allows reading the variables of some environments' functions, which are encrypted with the key of the environment, if it has one.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
 */
export function decryptVariables(environments: readonly Settings[]): Statement[] {
  return environments.flatMap((environment) => throughLambda(environment, 'DecryptVariables', ['kms:Decrypt']));
}

/** Allows writing the variables of an environment's functions, and letting Lambda decrypt them for the functions. */
export function encryptVariables(environment: Settings): Statement[] {
  return throughLambda(environment, 'EncryptVariables', ['kms:CreateGrant', 'kms:Encrypt']);
}

function throughLambda({ encryption, name, region }: Settings, sid: string, actions: string[]): Statement[] {
  const key = keyOf(encryption);
  if (key === undefined) return [];
  const condition = [{ test: 'StringEquals', variable: 'kms:ViaService', values: [`lambda.${region}.amazonaws.com`] }];
  return [{ sid: `${sid}${name.split('-').map(capitalized).join('')}`, actions, resources: [key], condition }];
}
