import { partitionOf } from '../partition-of.ts';
import type { Settings } from '../settings.ts';
import { stateKey } from '../state-key.ts';
import type { Statement } from '../statement.ts';

export interface StateBucket {
  name: string;
  arn: string;
  region: string;
  encryption: Settings['encryption'];
}

/** The object in which Terraform stores the state of an environment. */
export interface State {
  bucket: Pick<StateBucket, 'arn' | 'region' | 'encryption'>;
  key: string;
  /** The role that Terraform assumes to reach it. */
  roleArn?: string | undefined;
}

/** Returns the state of an environment: in the bucket that the bootstrap creates, unless the environment names another one. */
export function stateOf(settings: Pick<Settings, 'project' | 'name' | 'remoteState'>, created: StateBucket): State {
  const { remoteState } = settings;
  const key = stateKey(settings);
  if (!remoteState) return { bucket: created, key };
  const { bucket: name, region, encryption = 'SSE-S3', roleArn } = remoteState;
  const arn = `arn:${partitionOf(region)}:s3:::${name}`;
  return { bucket: name === created.name ? created : { arn, region, encryption }, key, roleArn };
}

/** Allows reading some states. */
export function readStates(states: readonly State[]): Statement[] {
  const direct = states.filter(({ roleArn }) => roleArn === undefined);
  const roles = distinct(states.flatMap(({ roleArn }) => roleArn ?? []));
  const assumeRoles = { sid: 'AssumeStateRoles', actions: ['sts:AssumeRole'], resources: roles };
  return [...(roles.length === 0 ? [] : [assumeRoles]), ...(direct.length === 0 ? [] : readObjects(direct))];
}

/** Allows reading, writing and locking a state: https://developer.hashicorp.com/terraform/language/backend/s3 */
export function writeState(state: State): Statement[] {
  if (state.roleArn !== undefined) return readStates([state]);
  const object = objectOf(state);
  return [
    ...readStates([state]),
    { sid: 'WriteState', actions: ['s3:PutObject'], resources: [object] },
    {
      sid: 'LockState',
      actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: [`${object}.tflock`],
    },
    ...useKeys([state], 'EncryptState', 'kms:GenerateDataKey'),
  ];
}

function readObjects(states: readonly State[]): Statement[] {
  return [
    // Terraform lists workspaces whenever it is initialized.
    { sid: 'ListStates', actions: ['s3:ListBucket'], resources: distinct(states.map(({ bucket }) => bucket.arn)) },
    { sid: 'ReadStates', actions: ['s3:GetObject'], resources: states.map(objectOf) },
    ...useKeys(states, 'DecryptStates', 'kms:Decrypt'),
  ];
}

/** SSE-S3 needs no permission; a KMS key needs one, for S3 alone to use it. */
function useKeys(states: readonly State[], sid: string, action: string): Statement[] {
  const encrypted = states.filter(({ bucket }) => bucket.encryption !== 'SSE-S3');
  if (encrypted.length === 0) return [];
  const services = distinct(encrypted.map(({ bucket }) => `s3.${bucket.region}.amazonaws.com`));
  const condition = [{ test: 'StringEquals', variable: 'kms:ViaService', values: services }];
  return [{ sid, actions: [action], resources: distinct(encrypted.map(({ bucket }) => bucket.encryption)), condition }];
}

function objectOf({ bucket, key }: State): string {
  return `${bucket.arn}/${key}`;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
