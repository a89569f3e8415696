import * as z from 'zod';
import { type Names, namesOf } from '../../infra/names.ts';
import type { Settings } from '../../infra/settings.ts';
import { Interruption } from '../cli/interruption.ts';
import { value } from '../cli/options.ts';
import { clientAt } from './client-at.ts';
import { endpointOption } from './endpoint-option.ts';
import { environmentSettings } from './environment-settings.ts';
import { explainFailure } from './explain-failure.ts';

/** The options that say which environment a command is about, and where it is. */
export const environmentOptions = {
  env: value('NAME', 'the environment, as infra/environments.ts names it', z.string()),
  endpointUrl: endpointOption,
};

export interface Environment {
  settings: Settings;
  /** The names of its resources, except those of its buckets, which contain the account. */
  names: Names;
  /** The configuration of a client of AWS. */
  client: ReturnType<typeof clientAt>;
}

/**
 * Runs the work of a command on an environment, and returns what it returns.
 *
 * @param nameOf the resource that an error of AWS is most likely about
 * @throws {UsageError} when there is no such environment
 * @throws {Error} when the work does; an error of AWS with what to do
 */
export async function withEnvironment<Result>(
  { env, endpointUrl }: { env: string; endpointUrl: string | undefined },
  work: (environment: Environment) => Promise<Result>,
  nameOf: (names: Names) => string = (names) => names.function,
): Promise<Result> {
  const settings = await environmentSettings(env);
  const names = namesOf(settings, '');
  try {
    return await work({ settings, names, client: clientAt(settings.region, endpointUrl) });
  } catch (error) {
    if (error instanceof Interruption) throw error;
    throw explainFailure(error, { what: nameOf(names), env, region: settings.region, endpointUrl });
  }
}
