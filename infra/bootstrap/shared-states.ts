import type { Settings } from '../settings.ts';
import { stateKey } from '../state-key.ts';
import { bootstrapStateKey, stateBucketName } from './names.ts';
import type { Account } from './parse-accounts.ts';

/** Returns a problem for each stack whose state is also that of a stack before it: deploying one would destroy the other. */
export function sharedStates(accounts: readonly Account[], environments: readonly Settings[]): string[] {
  const states = [
    ...accounts.map((account) => {
      const place = `${account.remoteState?.bucket ?? createdBucket(account)}/${account.remoteState?.key ?? bootstrapStateKey}`;
      const problem = `accounts: got the state "${place}" of ${account.name}, expected a state that no other stack has: give each account a remoteState.key of its own, such as "bootstrap/${account.name}.tfstate"`;
      return { place, problem };
    }),
    ...environments.flatMap((environment) => {
      const account = accounts.find((each) => each.environments.some(({ name }) => name === environment.name));
      const bucket = environment.remoteState?.bucket ?? (account && createdBucket(account));
      if (bucket === undefined) return [];
      const place = `${bucket}/${stateKey(environment)}`;
      const problem = `environments: got the state "${place}" of ${environment.name}, expected a key that no other stack has`;
      return { place, problem };
    }),
  ];
  const places = states.map(({ place }) => place);
  return states.filter(({ place }, index) => places.indexOf(place) < index).map(({ problem }) => problem);
}

function createdBucket(account: Account): string {
  return stateBucketName(account, account.id);
}
