/**
 * A text of others, such as a key, without what could begin a line, move the cursor of a terminal, or have what follows shown in
 * another order: controls, the separators of lines and paragraphs, and the marks that turn the direction of writing.
 */
export function escapeControlCharacters(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
