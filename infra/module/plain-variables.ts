import * as z from 'zod';
import { renderingMemory } from '../../functions/thumbnail/contract/limits.ts';
import { minDecodingBytes } from '../consistency/function-fits.ts';
import { cacheControlOf } from '../delivery/cache-control-of.ts';
import { parseEnvironments } from '../parse-environments.ts';
import { settingMeanings } from '../settings/meanings.ts';
import { Settings } from '../settings.ts';
import { interpolation } from './expression.ts';
import { type PlainSetting, plainSettings, variableOf } from './plain-settings.ts';
import type { Variable } from './variable.ts';

const Constraints = z
  .object({ minimum: z.number(), maximum: z.number(), enum: z.array(z.number()), pattern: z.string() })
  .partial();

const [settings] = parseEnvironments([{ project: 'thumbnails', name: 'prod', region: 'eu-west-1' }]);
if (!settings) throw new Error('There are no default settings.');
const defaults = { ...settings, cacheControl: cacheControlOf(settings) };

/** The megabytes that `imagesFit` asks for. */
const minMemory = Array.from({ length: 10_000 }, (_, megabytes) => megabytes).find(
  (megabytes) => renderingMemory(megabytes) >= defaults.maxSourceBytes + minDecodingBytes,
);

/** The checks that compare a variable with other limits. */
const more: Partial<Record<PlainSetting, Variable['validation']>> = {
  memoryMegabytes: [
    {
      condition: interpolation(`var.memory_megabytes >= ${minMemory}`),
      error_message: `Expected at least ${minMemory} megabytes: the largest file that is read, with a photo in it, needs them.`,
    },
  ],
};

/** The variables of the plain settings, each with the default, the limits and the messages of the setting's schema. */
export const plainVariables: Readonly<Record<string, Variable>> = Object.fromEntries(
  Object.keys(plainSettings).map((setting) => [variableOf(setting), variableFor(setting as PlainSetting)]),
);

function variableFor(setting: PlainSetting): Variable {
  const schema = Settings.shape[setting];
  const { error } = schema.safeParse(null);
  return {
    type: typeof plainSettings[setting],
    description: descriptionOf(setting),
    default: defaults[setting],
    nullable: false,
    validation: [
      {
        condition: interpolation(
          conditionOf(`var.${variableOf(setting)}`, Constraints.parse(z.toJSONSchema(schema, { io: 'input' }))),
        ),
        error_message: sentence(error?.issues[0]?.message ?? ''),
      },
      ...(more[setting] ?? []),
    ],
  };
}

/** Returns what a setting means, without the links, which would lead nowhere from the module. */
export function descriptionOf(setting: keyof typeof settingMeanings): string {
  const { meaning = '' } = settingMeanings[setting] ?? {};
  return sentence(meaning.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
}

/** Every number of the settings is a whole one. */
function conditionOf(
  variable: string,
  { minimum, maximum, enum: options, pattern }: z.output<typeof Constraints>,
): string {
  if (options) return `contains(${JSON.stringify(options)}, ${variable})`;
  if (pattern !== undefined) return `can(regex(${JSON.stringify(pattern)}, ${variable}))`;
  return `${variable} >= ${minimum} && ${variable} <= ${maximum} && floor(${variable}) == ${variable}`;
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
