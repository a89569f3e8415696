/** Returns the name of the file that stores the state of a stack when no bucket does. */
export function stateFileOf(stack: string): string {
  return `terraform.${stack}.tfstate`;
}
