/** The path of everything in IAM that this stack makes: no name of an environment's roles can ever match it. */
export const iamPath = '/bootstrap/';

/** Bucket names are one world-wide namespace, hence account and region in it. */
export function stateBucketName({ project, region }: { project: string; region: string }, account: string): string {
  return `tfstate-${project}-${account}-${region}`;
}

/** The key of an environment's state, which the pipeline's stack keeps it at. */
export function stateKey({ project, name }: { project: string; name: string }): string {
  return `${project}/${name}.tfstate`;
}
