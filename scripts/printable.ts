/** A text of others, such as a key, as a terminal may be shown it. */
export { printable } from '../functions/thumbnail/log-line.ts';
