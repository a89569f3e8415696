import { AlarmSettings } from '../../infra/alarms/settings.ts';
import { CloudFrontSettings } from '../../infra/settings/cloudfront.ts';
import { LifecycleSettings } from '../../infra/settings/lifecycle.ts';
import { type Meaning, settingMeanings } from '../../infra/settings/meanings.ts';
import { Settings } from '../../infra/settings.ts';

/** The name of the markers around the table in docs/settings.md. */
export const settingsTableMarker = 'settings';

/** Returns the table of all settings in Markdown, with the defaults of the schema. */
export function settingsTable(): string {
  const rows = Object.entries(settingMeanings).map(
    ([name, { default: inWords, meaning }]: [string, Meaning]) =>
      `| \`${name}\` | ${inWords ?? defaultOf(name)} | ${meaning} |`,
  );
  return ['| setting | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The schemas by the names of their groups. The settings in no group have an empty name. */
const groups = {
  alarms: AlarmSettings,
  'delivery.cloudfront': CloudFrontSettings,
  lifecycle: LifecycleSettings,
  '': Settings,
};

function defaultOf(name: string): string {
  const [group, schema] = Object.entries(groups).find(([each]) => name.startsWith(each)) ?? ['', Settings];
  const field = Object.entries(schema.shape).find(([key]) => key === name.slice(group === '' ? 0 : group.length + 1));
  if (!field) throw new Error(`There is no setting ${name} in the schema.`);
  const { success, data } = field[1].safeParse(undefined);
  if (!success) return 'required';
  const isNone = data === undefined || (typeof data === 'object' && Object.keys(data ?? {}).length === 0);
  return isNone ? 'none' : `\`${JSON.stringify(data)}\``;
}
