/**
 * Returns the configuration of a client of AWS.
 *
 * @param endpointUrl another endpoint than that of AWS. The local AWS asks for credentials, but does not verify them
 */
export function clientAt(region: string, endpointUrl: string | undefined) {
  if (endpointUrl === undefined) return { region };
  const isLocal = ['127.0.0.1', 'localhost'].includes(new URL(endpointUrl).hostname);
  const credentials = { accessKeyId: 'developer', secretAccessKey: 'any' };
  return { region, endpoint: endpointUrl, ...(isLocal && { credentials }) };
}
