/** A message of the dead-letter queue, as the page shows it. */
export interface Letter {
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  keys: string[];
  /** Why the event failed; undefined when the message is no failed event. */
  cause: string | undefined;
}

/** The latest letters, and the number of all. */
export interface Letters {
  letters: Letter[];
  total: number;
}
