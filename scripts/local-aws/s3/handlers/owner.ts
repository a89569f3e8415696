/** The owner of everything, with a canonical user id that belongs to nobody. */
export const owner = { ID: '0'.repeat(64) };
