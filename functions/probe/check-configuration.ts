import type { ProbePlan } from './contract.ts';
import type { NotifiedFunction, ProbePorts } from './ports.ts';

type ConfigurationPlan = Exclude<ProbePlan, { kind: 'upload' }>;

/**
 * Checks that the source bucket sends the events that the function needs: to the function itself, or to EventBridge.
 *
 * @throws {Error} when it does not, or when S3 refuses the call
 */
export async function checkConfiguration(
  plan: ConfigurationPlan,
  ports: Pick<ProbePorts, 'notifications'>,
): Promise<void> {
  const { functions, eventBridge } = await ports.notifications();
  if (plan.kind === 'eventbridge') {
    if (eventBridge) return;
    const advice = 'Ask its owner to enable EventBridge again: see docs/settings.md';
    throw new Error(`The source bucket does not send its events to EventBridge. ${advice}.`);
  }
  const { functionName, keyFilters, events } = plan;
  const own = functions.filter(({ arn }) => arn.split(':')[6] === functionName);
  for (const { prefix, suffix } of keyFilters) {
    const found = own.find((it) => it.prefix === prefix && it.suffix === suffix);
    const missing = events.filter((event) => !found?.events.includes(event));
    if (missing.length === 0) continue;
    const problem = `The source bucket does not notify ${functionName} of ${missing.join(', ')} for the keys ${prefix}*${suffix}`;
    throw new Error(`${problem}; it notifies ${shown(functions)}. Deploy again to restore the notification.`);
  }
}

function shown(functions: readonly NotifiedFunction[]): string {
  return functions.map(({ arn, prefix, suffix }) => `${arn} of ${prefix}*${suffix}`).join(', ') || 'no function';
}
