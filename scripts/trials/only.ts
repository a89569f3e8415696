/**
 * Returns the only item of a list. A trial that went on without it, or with the wrong one, would find nothing.
 *
 * @param name what the items are, for the error
 * @throws {Error} when there is another number of items
 */
export function only<Item>(items: readonly Item[], name: string): Item {
  const [item] = items;
  if (item === undefined || items.length > 1) throw new Error(`The stack has ${items.length} ${name}, expected 1.`);
  return item;
}
