import { prepareStack } from '../../../scripts/build/prepare-stack.ts';
import { copyStack } from '../../../scripts/trials/copy-stack.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** Returns the directory of the example's stack with other names: of the project, the environment and the function's resource. */
export async function renamedStack(): Promise<string> {
  const directory = await temporaryDirectory();
  await copyStack(await prepareStack(), directory, (configuration) => {
    const text = JSON.stringify(configuration)
      .replaceAll('thumbnails-dev', 'pictures-test')
      .replaceAll('aws_lambda_function.thumbnail', 'aws_lambda_function.renamed')
      .replace('"aws_lambda_function":{"thumbnail":', '"aws_lambda_function":{"renamed":');
    return JSON.parse(text);
  });
  return directory;
}
