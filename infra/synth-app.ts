import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PolicyError } from './errors.ts';
import { enforcePolicies } from './policies/enforce-policies.ts';
import { ReadableStack } from './readable-stack.ts';
import { AnnotationMetadataEntryType, type App } from './terraform.ts';

/**
 * Writes the configuration of every stack, with its files beside it, and checks each against every policy. All programs synthesize by this function, so that
 * none can skip the policies.
 * @throws {PolicyError} when a stack violates a policy, even if cdktf is told to continue on errors
 */
export function synthApp(app: App): void {
  enforcePolicies(app);
  let failure: unknown;
  try {
    app.synth();
  } catch (error) {
    failure = error;
  }
  const violations = app.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === AnnotationMetadataEntryType.ERROR)
        .map(({ data }) => `${node.path}: ${data}`),
    );
  if (violations.length > 0) throw new PolicyError(violations);
  if (failure !== undefined) throw failure;
  writeManifest(app);
  for (const stack of app.node.findAll()) if (stack instanceof ReadableStack) writeFiles(app, stack);
}

/** Writes the manifest again with the stacks in the order of the user's file, because cdktf sorts them by name. */
function writeManifest({ outdir, manifest }: App): void {
  writeFileSync(join(outdir, 'manifest.json'), JSON.stringify(manifest.buildManifest(), null, 2));
}

function writeFiles({ outdir, manifest }: App, stack: ReadableStack): void {
  const { workingDirectory } = manifest.forStack(stack);
  for (const [name, content] of stack.files) writeFileSync(join(outdir, workingDirectory, name), content);
}
