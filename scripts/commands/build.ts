import { Settings } from '../../infra/settings.ts';
import { preparePackage } from '../build/prepare-package.ts';
import { defineCommand } from '../cli/command.ts';
import { value } from '../cli/options.ts';

const architectures = Settings.shape.architecture.unwrap();

export const command = defineCommand({
  summary: 'Build the package that is deployed, dist/thumbnail.zip, unless it is current.',
  usage: ['npm run build', 'npm run build -- --architecture NAME'],
  options: {
    architecture: value(
      'NAME',
      `${architectures.options.join(' or ')} (default arm64)`,
      architectures.default('arm64'),
    ),
  },
  async run({ architecture }) {
    await preparePackage(architecture);
    return 0;
  },
});
