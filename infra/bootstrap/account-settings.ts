import * as z from 'zod';
import { accountId, encryption, text, trueOrFalse } from '../settings/aws-values.ts';
import { Tags } from '../settings/tags.ts';
import { Settings } from '../settings.ts';

/**
 * The repository as its OIDC tokens name it: with numeric ids if it was created since July 2026, without them before.
 * https://docs.github.com/en/actions/reference/security/oidc
 */
const repository = text(
  /^(?!OWNER\/REPOSITORY$)([A-Za-z0-9-]+\/[\w.-]+|[A-Za-z0-9-]+@[0-9]+\/[\w.-]+@[0-9]+)$/,
  'your repository as GitHub names it to AWS, such as "octo-org@123456/photos@456789": docs/deploying.md has the command that prints it',
);

const subjects = z
  .array(text(/^[^*?]{1,500}$/, 'a subject without wildcards, which would admit tokens that nobody has seen yet'), {
    error: 'expected a list of subjects, such as ["project_path:octo/photos:ref_type:branch:ref:main"]',
  })
  .min(1, { error: 'expected at least one subject' });

/** Another issuer of tokens than GitHub, such as GitLab. */
const issuer = z.strictObject(
  {
    /** Without `https://`, as it is in the tokens: with a path, if it has one. */
    host: text(
      /^[a-z0-9.-]+\.[a-z]{2,}(\/[A-Za-z0-9._/-]*[A-Za-z0-9])?$/,
      'the host of an issuer, such as "gitlab.com"',
    ),
    /** The `aud` claim of its tokens. */
    audience: text(/^[^*?]{1,255}$/, 'an audience, such as "https://gitlab.com"'),
    /** The `sub` claims of the tokens that may plan. */
    plan: subjects,
    /** The `sub` claims of the tokens that may deploy, by the name of the environment. */
    deploy: z.record(z.string(), subjects),
  },
  {
    error:
      'expected an issuer, such as { host: "gitlab.com", audience: "https://gitlab.com", plan: […], deploy: { prod: […] } }',
  },
);

/** Returns the schema of one AWS account, which can hold the `known` environments. */
export const accountSettings = (known: readonly Settings[]) =>
  z
    .strictObject({
      /** The name of the account: its stack is `bootstrap-<name>`. */
      name: Settings.shape.name,
      id: accountId,
      /** The region of the state bucket; the environments have regions of their own. */
      region: Settings.shape.region,
      /** The repository whose GitHub Actions may plan and deploy. */
      repository: repository.optional(),
      /** Who issues the tokens of another CI than GitHub Actions. */
      issuer: issuer.optional(),
      /** Names from `infra/environments.ts`; each is deployed from the GitHub environment of the same name. */
      environments: environmentNames(known),
      /** The encryption of the state bucket: `SSE-S3`, or the ARN of a KMS key in the region of the bucket. */
      encryption: encryption.default('SSE-S3'),
      /** Whether the account already has an OIDC provider for GitHub, or for the issuer, of which it can have only one. */
      existingGithubProvider: trueOrFalse.default(false),
      /** The company's rules for the roles of this stack, and of environments without an `organization`. */
      organization: Settings.shape.organization,
      /** In addition to `project` and `bootstrap`, which everything of this stack is tagged with. */
      tags: Tags.default({}),
      /** The state bucket that this stack created, once it is to store this stack's own state too. */
      remoteState: Settings.shape.remoteState,
    })
    .superRefine(({ repository: given, issuer: other, environments }, context) => {
      const report = (path: string, input: unknown, message: string) =>
        context.addIssue({ code: 'custom', path: [path], input, message });
      if (!given && !other) report('repository', given, 'expected your repository at GitHub, or an issuer');
      if (given && other) report('issuer', other, 'expected either a repository at GitHub or an issuer');
      const deployed = Object.keys(other?.deploy ?? {});
      if (
        other &&
        (deployed.length !== environments.length || !environments.every((name) => deployed.includes(name)))
      ) {
        report(
          'issuer',
          other.deploy,
          `expected deploy to have the environments ${environments.join(', ')}, and no other`,
        );
      }
    });

export type AccountSettings = z.output<ReturnType<typeof accountSettings>>;
/** One account as a user writes it, without the settings that have a default. */
export type AccountInput = z.input<ReturnType<typeof accountSettings>>;

function environmentNames(known: readonly Settings[]) {
  const names = known.map(({ name }) => name);
  const projectOf = (wanted: string) => known.find(({ name }) => name === wanted)?.project;
  const expected = `expected one of ${names.join(', ')}, each once`;
  return z
    .array(z.literal(names, { error: expected }), { error: expected })
    .min(1, { error: expected })
    .refine((list) => new Set(list).size === list.length, { error: expected })
    .refine((list) => new Set(list.map(projectOf)).size <= 1, {
      error: 'expected environments of one project: give the others an account entry of their own',
    });
}
