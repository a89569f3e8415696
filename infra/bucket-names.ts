/** Stands in a name for the account number, which is unknown until the deployment. */
export const anyAccount = '<account>';

/** Whether two names can be the same bucket. A name with `anyAccount` equals it with any twelve digits in its place. */
export function canBeSameBucket(one: string, other: string): boolean {
  return one === other || isInAnAccount(one, other) || isInAnAccount(other, one);
}

/** Names of buckets contain no characters that are special in a pattern. */
function isInAnAccount(name: string, withAnyAccount: string): boolean {
  return new RegExp(`^${withAnyAccount.replaceAll(anyAccount, '[0-9]{12}')}$`).test(name);
}
