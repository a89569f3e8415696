import { covers } from './covers.ts';
import type { Scope, Statement } from './statement.ts';

/**
 * Returns what a policy allows and its predecessor did not, as statements that hold for nothing else: none for statements that
 * were only split, joined, reordered or renamed.
 */
export function newlyAllowed(before: Statement[], after: Statement[], unknownFits: boolean): Statement[] {
  return uncovered(of('Allow', after), of('Allow', before), unknownFits);
}

/** Returns what a policy's predecessor denied and the policy does not. */
export function noLongerDenied(before: Statement[], after: Statement[], unknownFits: boolean): Statement[] {
  return uncovered(of('Deny', before), of('Deny', after), unknownFits);
}

function of(effect: Statement['effect'], statements: Statement[]): Statement[] {
  return statements.filter((statement) => statement.effect === effect);
}

/** Returns the part of each statement for which none of the others holds. */
function uncovered(statements: Statement[], others: Statement[], unknownFits: boolean): Statement[] {
  return statements.flatMap((statement) => {
    const parts = partsOf(statement).filter((part) => !others.some((other) => covers(other, part, unknownFits)));
    if (parts.length === 0) return [];
    return [
      {
        ...statement,
        action: union(parts.map(({ action }) => action)),
        resource: union(parts.map(({ resource }) => resource)),
        principal: union(parts.map(({ principal }) => principal)),
      },
    ];
  });
}

/** Splits a statement into statements of one action, one resource and one principal each. */
function partsOf(statement: Statement): Statement[] {
  return singles(statement.action).flatMap((action) =>
    singles(statement.resource).flatMap((resource) =>
      singles(statement.principal).map((principal) => ({ ...statement, action, resource, principal })),
    ),
  );
}

function singles(scope: Scope): Scope[] {
  return scope.except ? [scope] : scope.patterns.map((pattern) => ({ except: false, patterns: [pattern] }));
}

function union(scopes: Scope[]): Scope {
  return {
    except: scopes.some(({ except }) => except),
    patterns: [...new Set(scopes.flatMap(({ patterns }) => patterns))],
  };
}
