/**
 * Escapes whatever in an untrusted text, such as a key, could begin a line, move the cursor of a terminal, or reorder what follows:
 * control characters, separators of lines and paragraphs, and marks of the direction of writing.
 */
export function escapeControlCharacters(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the function looks for them
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
