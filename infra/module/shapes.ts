import { parseEnvironments } from '../parse-environments.ts';
import type { EnvironmentSettings, Settings } from '../settings.ts';
import { interpolation } from './expression.ts';
import { plainSettings } from './plain-settings.ts';

/** Values that stand for variables in a synthesized stack, and what each is replaced with. The longest come first. */
export const placeholders: Readonly<Record<string, string>> = {
  'arn:aws:kms:zz-module-1:000000000000:key/zzkey': interpolation('var.encryption.key_arn'),
  'arn:aws:sns:zz-module-1:000000000000:zzpage': interpolation('var.alarm_topics.page'),
  'arn:aws:sns:zz-module-1:000000000000:zzticket': interpolation('var.alarm_topics.ticket'),
  'arn:aws:iam::000000000000:policy/zzboundary': interpolation('var.permissions_boundary'),
  '["subnet-00000000000000000"]': JSON.stringify(interpolation('var.vpc.subnet_ids')),
  '["sg-00000000000000000"]': JSON.stringify(interpolation('var.vpc.security_group_ids')),
  'zz-existing-source': interpolation('var.source_bucket.existing'),
  'zz-existing-processed': interpolation('var.processed_bucket.existing'),
  'zz-module-1': interpolation('data.aws_region.region.region'),
  '/zzrolepath/': interpolation('var.role_path'),
  'zzroleprefix-': interpolation('var.role_prefix'),
  'arn:aws:': `arn:${interpolation('data.aws_partition.partition.partition')}:`,
  zzproject: interpolation('var.project'),
  zzname: interpolation('var.name'),
};

const common: EnvironmentSettings = {
  project: 'zzproject',
  name: 'zzname',
  region: 'zz-module-1',
  organization: {
    permissionsBoundary: 'arn:aws:iam::000000000000:policy/zzboundary',
    rolePath: '/zzrolepath/',
    rolePrefix: 'zzroleprefix-',
  },
  ...plainSettings,
  dashboard: true,
};

/** `withKeyStatements` puts what the variables say in the place of this key. */
const keyOfExistingBucket = 'arn:aws:kms:zz-module-1:000000000000:key/zzexisting';

/** The settings that make resources come or go, by the condition under which a user of the module has set them. */
export const options: readonly { condition: string; settings: Partial<EnvironmentSettings> }[] = [
  {
    condition: 'var.encryption != null',
    settings: { encryption: 'arn:aws:kms:zz-module-1:000000000000:key/zzkey' },
  },
  {
    condition: 'var.alarm_topics != null',
    settings: {
      alarms: {
        page: 'arn:aws:sns:zz-module-1:000000000000:zzpage',
        ticket: 'arn:aws:sns:zz-module-1:000000000000:zzticket',
      },
    },
  },
  {
    condition: 'var.source_bucket != null',
    settings: { sourceBucket: { existing: 'zz-existing-source', encryption: keyOfExistingBucket } },
  },
  {
    condition: 'var.processed_bucket != null',
    settings: { processedBucket: { existing: 'zz-existing-processed', encryption: keyOfExistingBucket } },
  },
  { condition: 'var.log_keys == "hmac"', settings: { logKeys: 'hmac' } },
  {
    condition: 'var.vpc != null',
    settings: { vpc: { subnetIds: ['subnet-00000000000000000'], securityGroupIds: ['sg-00000000000000000'] } },
  },
];

/** Returns the settings of the stack in which the options are chosen, each by its place. */
export function settingsOf(chosen: readonly boolean[]): [Settings] {
  const settings = options.filter((_, index) => chosen[index]).map((option) => option.settings);
  return parseEnvironments([Object.assign({}, common, ...settings)]) as [Settings];
}
