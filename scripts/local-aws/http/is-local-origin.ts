/**
 * Whether a request comes from a page of this machine, or from no page at all. Browsers send the `Origin` of every request
 * that can change something, even of those for which they ask no permission first.
 */
export function isLocalOrigin(origin: string | undefined): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  return hostname === '127.0.0.1' || hostname === 'localhost' || hostname.endsWith('.localhost');
}
