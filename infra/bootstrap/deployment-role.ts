import { addExclusivePolicies } from '../constructs/exclusive-policies.ts';
import type { OrganizationSettings } from '../settings/organization.ts';
import { createPolicyDocument, type Statement } from '../statement.ts';
import {
  Construct,
  DataAwsIamPolicyDocument,
  IamPolicy,
  IamRole,
  IamRolePolicy,
  IamRolePolicyAttachment,
} from '../terraform.ts';
import { bootstrapPath } from './names.ts';
import type { Trust } from './trust.ts';

export interface DeploymentRoleProps {
  name: string;
  description: string;
  /** ARN of the account's OpenID Connect provider. */
  provider: string;
  trust: Pick<Trust, 'host' | 'audience'>;
  /** The `sub` claims that may assume the role. */
  subjects: string[];
  permissions: Statement[];
  /** Permissions in a managed policy, since IAM limits the inline policies of a role to 10,240 characters in all. */
  managedPermissions?: Statement[];
  organization: OrganizationSettings | undefined;
}

/** A role that runs of a CI assume with a token, for an hour, so that no key is stored anywhere. */
export class DeploymentRole extends Construct {
  readonly role: IamRole;

  constructor(scope: Construct, id: string, props: DeploymentRoleProps) {
    super(scope, id);
    const { description, provider, subjects, permissions, managedPermissions = [], organization } = props;
    const { host, audience } = props.trust;
    const name = `${organization?.rolePrefix ?? ''}${props.name}`;
    const boundary = organization?.permissionsBoundary;
    const trustPolicy = new DataAwsIamPolicyDocument(this, 'trust', {
      statement: [
        {
          sid: 'AllowTokens',
          actions: ['sts:AssumeRoleWithWebIdentity'],
          principals: [{ type: 'Federated', identifiers: [provider] }],
          condition: [
            { test: 'StringEquals', variable: `${host}:aud`, values: [audience] },
            { test: 'StringEquals', variable: `${host}:sub`, values: subjects },
          ],
        },
      ],
    });
    this.role = new IamRole(this, 'role', {
      name,
      description,
      path: bootstrapPath(organization),
      assumeRolePolicy: trustPolicy.json,
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
