import type { LocalOutcome } from '../../local-pipeline/local-outcome.ts';
import type { Input } from './inputs.ts';

/** Keys that begin with it have all variants. */
export const allVariantsPrefix = 'all/';

/** The key of a valid image that is uploaded before all inputs. */
export const controlKey = `${allVariantsPrefix}control`;

/** Returns the key of an input: its number, and the ending of the only format that has no signature. Every other input has all variants. */
export function keyOf(index: number): string {
  return `${index % 2 === 0 ? '' : allVariantsPrefix}${index}.tga`;
}

function indexOf(key: string): number {
  return Number.parseInt(key.replace(allVariantsPrefix, ''), 10);
}

export interface Finding extends Input {
  index: number;
  /** Such as `failed: Runtime.ExitError: …`. */
  harm: string;
}

export interface Judge {
  /** Takes the outcome of the control, or of an input. */
  judge(outcome: LocalOutcome): void;
  /** The number of inputs, by outcome. */
  outcomes: ReadonlyMap<string, number>;
  /** Returns the outcome of the control. */
  controlOutcome(): string | undefined;
  /** Returns the number of inputs that had an outcome. */
  done(): number;
}

/** @param onFinding called with each input that did harm */
export function createJudge(inputs: (index: number) => Input, onFinding: (finding: Finding) => void): Judge {
  const outcomes = new Map<string, number>();
  let controlOutcome: string | undefined;
  let done = 0;
  return {
    judge(outcome) {
      const kind = 'code' in outcome ? `${outcome.result}: ${outcome.code}` : outcome.result;
      if (outcome.key === controlKey) {
        controlOutcome = kind;
        return;
      }
      done += 1;
      outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
      const index = indexOf(outcome.key);
      const harm = harmOf(outcome);
      if (harm !== undefined) onFinding({ ...inputs(index), index, harm });
    },
    outcomes,
    controlOutcome: () => controlOutcome,
    done: () => done,
  };
}

/** The inputs are small, so none of them may take the CPU time of a complex image. */
function harmOf(outcome: LocalOutcome): string | undefined {
  const isHarm = outcome.result === 'failed' || ('code' in outcome && outcome.code === 'image-too-complex');
  return isHarm ? `${outcome.result}: ${outcome.code}: ${outcome.reason}` : undefined;
}
