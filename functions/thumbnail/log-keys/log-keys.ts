/** How texts that reach the log name keys and quote events: the setting `logKeys`. */
export interface LogKeys {
  /** Returns the name of a key. */
  nameOf: (key: string) => string;
  /** Returns a text about an object, which somebody else wrote, with the key's name in place of the key. */
  rename: (text: string, object: { bucket: string; key: string }) => string;
  /** Returns the beginning of an event, or of a part of one, in which any key may be. */
  quote: (value: unknown) => string;
}

const maxQuotedCharacters = 200;

/** Each key is its own name. */
export const plainKeys: LogKeys = {
  nameOf: (key) => key,
  rename: (text) => text,
  quote: (value) => (JSON.stringify(value) ?? String(value)).slice(0, maxQuotedCharacters),
};
