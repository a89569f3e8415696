/** Returns the options with which another command acts on the same environment, for advice that can be pasted. */
export function environmentArguments({ env, endpointUrl }: { env: string; endpointUrl: string | undefined }): string {
  return `--env ${env}${endpointUrl === undefined ? '' : ` --endpoint-url ${endpointUrl}`}`;
}
