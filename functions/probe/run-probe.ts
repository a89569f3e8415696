import { messageOf } from '../thumbnail/errors.ts';
import { checkConfiguration } from './check-configuration.ts';
import { maxProbeSeconds, type ProbePlan, type ProbeReport } from './contract.ts';
import type { ProbePorts } from './ports.ts';
import { probeUpload } from './probe-upload.ts';

/** Carries out a plan once, and returns whether the pipeline passed. It throws nothing: a problem is the reason of a failed run. */
export async function runProbe(plan: ProbePlan, ports: ProbePorts, maxSeconds = maxProbeSeconds): Promise<ProbeReport> {
  const start = ports.now();
  const seconds = () => Math.round((ports.now() - start) / 10) / 100;
  try {
    await (plan.kind === 'upload' ? probeUpload(plan, ports, maxSeconds) : checkConfiguration(plan, ports));
    return { result: 'passed', seconds: seconds() };
  } catch (error) {
    return { result: 'failed', seconds: seconds(), reason: messageOf(error) };
  }
}
