import type { Account } from './parse-accounts.ts';

/** Who may assume the roles of an account, by tokens of OpenID Connect. */
export interface Trust {
  /** The issuer of the tokens, without `https://`. */
  host: string;
  audience: string;
  /** The `sub` claims that may plan, each literal: a wildcard would admit subjects that nobody has seen yet. */
  plan: string[];
  /** Returns the `sub` claims that may deploy an environment. */
  deploy: (environment: string) => string[];
}

/** Returns the trust in GitHub Actions of the account's repository, or in the issuer that the account names instead. */
export function trustOf({ repository, issuer }: Pick<Account, 'repository' | 'issuer'>): Trust {
  if (issuer) return { ...issuer, deploy: (environment) => issuer.deploy[environment] ?? [] };
  return {
    host: 'token.actions.githubusercontent.com',
    audience: 'sts.amazonaws.com',
    plan: [`repo:${repository}:pull_request`, `repo:${repository}:ref:refs/heads/main`],
    deploy: (environment) => [`repo:${repository}:environment:${environment}`],
  };
}
