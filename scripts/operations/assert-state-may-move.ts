import * as z from 'zod';
import { SetupError } from '../../infra/errors.ts';

const State = z.object({ lineage: z.string().optional(), resources: z.array(z.unknown()).default([]) });

/**
 * Refuses to move a state over that of another stack: cdktf answers yes when Terraform asks whether to overwrite it.
 *
 * @param move.stored the content of the object at `place`; undefined if there is none
 * @param move.local the content of the state file that is to move there; undefined if there is none
 * @throws {SetupError} when the object is not a state, or is one of another lineage that has resources
 */
export function assertStateMayMove(move: {
  stored: string | undefined;
  local: string | undefined;
  place: string;
}): void {
  const { stored, local, place } = move;
  // Without a file nothing is there to overwrite the object.
  if (stored === undefined || local === undefined || local === '') return;
  const [there, here] = [parsed(stored, place), parsed(local, 'the state file')];
  if (there.resources.length === 0 || there.lineage === here.lineage) return;
  throw new SetupError(
    `s3://${place} already holds the state of another stack, with ${there.resources.length} resources; expected no object there. Set a remoteState.key of its own in infra/environments.ts and run the command again.`,
  );
}

function parsed(text: string, place: string): z.output<typeof State> {
  try {
    return State.parse(JSON.parse(text));
  } catch {
    throw new SetupError(
      `${place} is not a state of Terraform; expected one in JSON. Look at it before anything replaces it.`,
    );
  }
}
