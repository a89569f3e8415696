import { PolicyError } from './errors.ts';
import { enforcePolicies } from './policies/enforce-policies.ts';
import { AnnotationMetadataEntryType, type App } from './terraform.ts';

/**
 * Writes the configuration of every stack, each held to every policy: since all are written here, none can be forgotten.
 * @throws {PolicyError} that names what breaks a policy, even where cdktf is told to go on in spite of errors
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
}
