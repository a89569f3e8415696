/** Returns the key at which the pipeline stack of an environment stores its state, in the bucket of `remoteState`. */
export function stateKey({ project, name }: { project: string; name: string }): string {
  return `${project}/${name}.tfstate`;
}
