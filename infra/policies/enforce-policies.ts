import { Annotations, type App, TerraformStack } from '../terraform.ts';
import { policies } from './index.ts';
import { emittedBy } from './reading/emitted.ts';

/** Checks every stack against every policy. A violation fails the synth, which names it and says what to do. */
export function enforcePolicies(app: App): void {
  for (const stack of app.node.findAll().filter(TerraformStack.isStack)) {
    // A validation instead of an Aspect: another Aspect could still change the stack, and cdktf validates after all of them.
    stack.node.addValidation({
      validate: () => {
        checkStack(stack);
        return [];
      },
    });
  }
}

function checkStack(stack: TerraformStack): void {
  const blocks = emittedBy(stack);
  for (const block of blocks) {
    const prefix = block.construct === stack ? `${block.address}: ` : '';
    for (const policy of policies) {
      const violation = policy(block, blocks);
      if (violation !== undefined) Annotations.of(block.construct).addError(`${prefix}${violation}`);
    }
  }
}
