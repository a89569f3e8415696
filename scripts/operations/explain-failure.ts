import * as z from 'zod';
import { hasCode } from '../cli/has-code.ts';

const ServiceError = z.object({ $metadata: z.object({ httpStatusCode: z.number().optional() }) });

/** The names of AWS's errors for a resource that does not exist. */
const missing = ['ResourceNotFoundException', 'NoSuchBucket', 'QueueDoesNotExist', 'NotFound', 'MissingResource'];

/** The names of errors that other credentials avoid. */
const wrongCredentials = ['CredentialsProviderError', 'ExpiredToken', 'ExpiredTokenException', 'InvalidAccessKeyId'];

/**
 * Returns an error that says of a failed call where it went, and what to do. An error that is not of AWS is returned as it is.
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
  if (!(error instanceof Error) || !isOfAws(error)) return error instanceof Error ? error : new Error(String(error));
  const place = `${region}${endpointUrl === undefined ? '' : ` at ${endpointUrl}`}`;
  return new Error(`${what} in ${place}: ${describe(error)}. ${adviceFor(error, env)}`, { cause: error });
}

function isOfAws(error: Error): boolean {
  // An error of the file system has a code as well, and a path.
  const isOfNetwork = 'code' in error && !('path' in error);
  return '$metadata' in error || [...missing, ...wrongCredentials].includes(error.name) || isOfNetwork;
}

function describe(error: Error): string {
  // A HEAD has no body that could say more.
  if (error.message === 'UnknownError')
    return `S3 answered ${statusOf(error)}${statusOf(error) === 403 ? ', access denied' : ''}`;
  return error.message.trim().replace(/\.$/, '');
}

function adviceFor(error: Error, env: string): string {
  const { name } = error;
  if (wrongCredentials.includes(name)) return `Sign in to the AWS account of ${env}, as for the AWS CLI.`;
  if (statusOf(error) === 403) return 'These credentials may not do that: --help lists the permissions.';
  if (missing.includes(name)) return `Is ${env} deployed there, and are these the credentials of its account?`;
  return `If AWS is well, check --env, and that these are the credentials of the account of ${env}.`;
}

function statusOf(error: Error): number | undefined {
  return ServiceError.safeParse(error).data?.$metadata.httpStatusCode;
}
