/**
 * Returns all results, or throws the error of the first that failed, once none is pending. Lambda freezes what an invocation leaves
 * running, and a write that is resumed in a later invocation would bring back a thumbnail of an object that was overwritten long ago.
 */
export async function settleAll<const Pending extends readonly Promise<unknown>[]>(pending: Pending) {
  await Promise.allSettled(pending);
  return Promise.all(pending);
}
