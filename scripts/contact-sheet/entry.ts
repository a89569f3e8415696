/** An image on a contact sheet. */
export interface Entry {
  key: string;
  /** The picture as sharp alone shows it; undefined when it cannot. */
  source: Uint8Array | undefined;
  thumbnails: readonly Uint8Array[];
  /** A line such as `created, 4032 x 3024` or `rejected: corrupt-image`. */
  outcome: string;
}
