import { expect } from 'chai';
import type { AccessRequest } from '../../scripts/policies/is-allowed.ts';
import { isAllowed } from '../../scripts/policies/is-allowed.ts';
import { RolePolicy } from '../../scripts/policies/role-policy.ts';

/** A statement as IAM stores it. */
export interface IamStatement {
  Effect: string;
  Action: string[];
  Resource: string[];
}

/** Returns a policy of the statements, for the evaluator. */
export function policyOf(statements: readonly object[]): RolePolicy {
  return RolePolicy.parse({ Version: '2012-10-17', Statement: statements });
}

/** Expects that statements allow each of some calls, and that no action on a resource is spare. */
export function expectLeastPrivilege(statements: readonly IamStatement[], calls: readonly AccessRequest[]): void {
  const denied = calls.filter((call) => !isAllowed([policyOf(statements)], call));
  expect(denied).to.deep.equal([]);
  const parts = statements.flatMap((statement) =>
    statement.Action.flatMap((action) =>
      statement.Resource.map((resource) => ({ ...statement, Action: [action], Resource: [resource] })),
    ),
  );
  const unused = parts.filter((part) => !calls.some((call) => isAllowed([policyOf([part])], call)));
  expect(unused.map(({ Action, Resource }) => `${Action} ${Resource}`)).to.deep.equal([]);
}
