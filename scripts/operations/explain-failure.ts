import { messageOf } from '../../functions/thumbnail/errors.ts';
import { hasCode } from '../cli/has-code.ts';

/**
 * Returns an error that says of a failed call where it went, and the likely causes.
 *
 * @param options.what the resource that was called
 */
export function explainFailure(
  error: unknown,
  { what, env, region, endpointUrl }: { what: string; env: string; region: string; endpointUrl: string | undefined },
): Error {
  if (endpointUrl !== undefined && hasCode(error, 'ECONNREFUSED')) {
    const advice = 'Start the pipeline there with npm start, or correct --endpoint-url.';
    return new Error(`Nothing listens at ${endpointUrl}. ${advice}`, { cause: error });
  }
  const place = `${region}${endpointUrl === undefined ? '' : ` at ${endpointUrl}`}`;
  const hint = `Is ${env} deployed there, and are these the credentials of its account?`;
  return new Error(`${what} in ${place}: ${messageOf(error)}\n${hint}`, { cause: error });
}
