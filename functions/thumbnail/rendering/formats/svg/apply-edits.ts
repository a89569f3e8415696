/** A part of a text, and what stands there instead. */
export interface Edit {
  at: number;
  end: number;
  text: string;
}

/** Returns a text with its edits, which are in order and do not overlap. */
export function applyEdits(original: string, edits: Iterable<Edit>): string {
  const parts: string[] = [];
  let reached = 0;
  for (const { at, end, text } of edits) {
    parts.push(original.slice(reached, at), text);
    reached = end;
  }
  return parts.join('') + original.slice(reached);
}
