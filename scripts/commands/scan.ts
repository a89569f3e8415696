import { synthesizeForDeployment } from '../build/synthesize-for-deployment.ts';
import { defineCommand } from '../cli/command.ts';
import { runScanner, type ScanResult } from '../scan/run-scanner.ts';
import { scanners } from '../scan/scanners.ts';

export const command = defineCommand({
  summary: 'Let checkov, trivy and zizmor look for mistakes in the infrastructure and the workflows.',
  usage: ['npm run scan'],
  description: `They read the HCL of every environment and of the bootstrap, which is written first, and .github/. What is accepted, and why, is
in .checkov.yaml, .trivyignore.yaml and zizmor.yml. A scanner that is not installed is named, with the command that installs it.`,
  options: {},
  exitCodes: { 0: 'every scanner ran, and found nothing', 1: 'a scanner found something, or is not installed' },
  async run(_, { signal }) {
    await synthesizeForDeployment({ hcl: true });
    const results: ScanResult[] = [];
    for (const scanner of scanners) {
      console.log(`\n${scanner.name}:`);
      const result = await runScanner(scanner, 'cdktf.out.hcl/stacks', signal);
      if (result === 'clean') console.log('nothing found');
      if (result === 'missing')
        console.log(`It is not installed, so nothing was scanned. To install it: ${scanner.install}`);
      results.push(result);
    }
    return results.every((result) => result === 'clean') ? 0 : 1;
  },
});
