import { type ProbeEnvironment, ProbePlan } from './contract.ts';

/**
 * Reads the buckets and the plan from the environment variables of the probe's function.
 *
 * @throws {Error} when a variable is missing or malformed
 */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>) {
  const value = (name: keyof ProbeEnvironment): string => {
    const found = environment[name];
    if (!found) throw new Error(`${name} is not set. Set it in infra/constructs/probe.ts.`);
    return found;
  };
  return {
    buckets: { source: value('SOURCE_BUCKET'), processed: value('PROCESSED_BUCKET') },
    plan: planOf(value('PROBE')),
  };
}

function planOf(text: string): ProbePlan {
  try {
    return ProbePlan.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`PROBE is ${text}, expected the JSON of a plan. Fix it in infra/probe/plan.ts.`, { cause: error });
  }
}
