/** What there is of an image until it breaks off, where whoever walks through it reads beyond the end. */
export function* untilEnd<Part>(parts: Iterable<Part>): Iterable<Part> {
  try {
    yield* parts;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}
