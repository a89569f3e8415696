import { addExclusivePolicies } from '../constructs/exclusive-policies.ts';
import type { OrganizationSettings } from '../settings/organization.ts';
import {
  Construct,
  DataAwsIamPolicyDocument,
  IamPolicy,
  IamRole,
  IamRolePolicy,
  IamRolePolicyAttachment,
} from '../terraform.ts';
import { bootstrapPath } from './names.ts';
import { createPolicyDocument, type Statement } from './statement.ts';

/** The issuer of the tokens that GitHub Actions presents to AWS. */
export const githubIssuer = 'token.actions.githubusercontent.com';

export interface GithubRoleProps {
  name: string;
  description: string;
  /** ARN of the account's OpenID Connect provider for GitHub. */
  provider: string;
  /** The `sub` claims that may assume the role, each literal: a wildcard would admit subjects that nobody has seen yet. */
  subjects: string[];
  permissions: Statement[];
  /** Permissions in a managed policy, since IAM limits the inline policies of a role to 10,240 characters in all. */
  managedPermissions?: Statement[];
  organization: OrganizationSettings | undefined;
}

/** A role that GitHub Actions runs assume with a token, for an hour, so that no key is stored anywhere. */
export class GithubRole extends Construct {
  readonly role: IamRole;

  constructor(scope: Construct, id: string, props: GithubRoleProps) {
    super(scope, id);
    const { description, provider, subjects, permissions, managedPermissions = [], organization } = props;
    const name = `${organization?.rolePrefix ?? ''}${props.name}`;
    const boundary = organization?.permissionsBoundary;
    const trust = new DataAwsIamPolicyDocument(this, 'trust', {
      statement: [
        {
          sid: 'AllowGithub',
          actions: ['sts:AssumeRoleWithWebIdentity'],
          principals: [{ type: 'Federated', identifiers: [provider] }],
          condition: [
            { test: 'StringEquals', variable: `${githubIssuer}:aud`, values: ['sts.amazonaws.com'] },
            { test: 'StringEquals', variable: `${githubIssuer}:sub`, values: subjects },
          ],
        },
      ],
    });
    this.role = new IamRole(this, 'role', {
      name,
      description,
      path: bootstrapPath(organization),
      assumeRolePolicy: trust.json,
      ...(boundary === undefined ? {} : { permissionsBoundary: boundary }),
    });
    const { json: policy } = createPolicyDocument(this, 'permissions', permissions);
    const rolePolicy = new IamRolePolicy(this, 'role-policy', { name, role: this.role.name, policy });
    const attachments =
      managedPermissions.length === 0 ? [] : [this.attach(`${name}-read`, managedPermissions, organization)];
    addExclusivePolicies(this, this.role, rolePolicy, attachments);
  }

  private attach(
    name: string,
    permissions: Statement[],
    organization: OrganizationSettings | undefined,
  ): IamRolePolicyAttachment {
    const { json: policy } = createPolicyDocument(this, 'managed-permissions', permissions);
    const { arn: policyArn } = new IamPolicy(this, 'managed-policy', {
      name,
      path: bootstrapPath(organization),
      policy,
    });
    return new IamRolePolicyAttachment(this, 'attachment', { role: this.role.name, policyArn });
  }
}
