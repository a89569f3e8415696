import type { Settings } from './settings.ts';

/** Returns the key at which the pipeline stack of an environment stores its state, in the bucket of `remoteState`. */
export function stateKey({ project, name, remoteState }: Pick<Settings, 'project' | 'name' | 'remoteState'>): string {
  return remoteState?.key ?? `${project}/${name}.tfstate`;
}
