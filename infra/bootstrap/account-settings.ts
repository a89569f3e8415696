import * as z from 'zod';
import { text, yesOrNo } from '../aws-values.ts';
import { Settings } from '../settings.ts';

/**
 * As the repository's OIDC tokens name it: with numeric ids since July 2026, without them in repositories from before.
 * https://docs.github.com/en/actions/reference/security/oidc
 */
const repository = text(
  /^(?!OWNER\/REPOSITORY$)([A-Za-z0-9-]+\/[\w.-]+|[A-Za-z0-9-]+@[0-9]+\/[\w.-]+@[0-9]+)$/,
  'your repository as GitHub names it to AWS, such as "octo-org@123456/photos@456789": docs/deploying.md has the command that prints it',
);

/** The schema of one AWS account; `known` are the environments that it can be told to hold. */
export const accountSettings = (known: readonly Settings[]) =>
  z.strictObject({
    /** Tells accounts apart: the stack is `bootstrap-<name>`. */
    name: Settings.shape.name,
    /** Where the bucket of the states is; the environments have regions of their own. */
    region: Settings.shape.region,
    /** Whose GitHub Actions may plan and deploy. */
    repository,
    /** Names of `infra/environments.ts`; each is deployed from the environment of the same name at GitHub. */
    environments: environmentNames(known),
    /** Whether the account trusts GitHub already: it can have only one provider for it. */
    existingGithubProvider: yesOrNo.default(false),
    /** The bucket that this stack made, once it shall keep this stack's own state too. */
    remoteState: Settings.shape.remoteState,
  });

export type AccountSettings = z.output<ReturnType<typeof accountSettings>>;
/** One account as it is written down, without what has a default. */
export type AccountInput = z.input<ReturnType<typeof accountSettings>>;

function environmentNames(known: readonly Settings[]) {
  const names = known.map(({ name }) => name);
  const projectOf = (wanted: string) => known.find(({ name }) => name === wanted)?.project;
  const expected = `expected different names of environments in infra/environments.ts, which has ${names.join(', ')}`;
  return z
    .array(z.literal(names, { error: expected }), { error: expected })
    .min(1, { error: expected })
    .refine((list) => new Set(list).size === list.length, { error: expected })
    .refine((list) => new Set(list.map(projectOf)).size <= 1, {
      error: 'expected environments of one project: give the others an account entry of their own',
    });
}
