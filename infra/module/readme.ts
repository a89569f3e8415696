import { terraformVersion } from '../terraform-version.ts';
import type { JsonObject } from './json.ts';
import { providerVersion } from './module-of.ts';
import { variables } from './variables.ts';

/** Returns the README of a version of the module: how it is called, and a table of its variables and of its outputs. */
export function moduleReadme(output: JsonObject, version: string): string {
  const inputs = Object.entries(variables).map(([name, { type, description, ...rest }]) => {
    const byDefault = 'default' in rest ? `\`${JSON.stringify(rest.default)}\`` : 'required';
    return `| \`${name}\` | \`${type}\` | ${byDefault} | ${description} |`;
  });
  const outputs = Object.entries(output).map(([name, values]) => {
    const { description } = values as { description: string };
    return `| \`${name}\` | ${description} |`;
  });
  return `# Thumbnails on upload

An image that is uploaded to the source bucket becomes thumbnails in the processed bucket. Version ${version}; \`docs/module.md\` of the project
shows this module in a repository, and says what the key, the topics and the existing buckets must allow.

## Requirements

- Terraform ${terraformVersion}
- the provider \`hashicorp/aws\` ${providerVersion}

## Use

\`\`\`hcl
module "thumbnails" {
  source = "./modules/thumbnails"
  name   = "prod"
}
\`\`\`

The module uses the provider of the configuration that calls it, and may be called with \`for_each\`. \`thumbnail.zip\` beside it is the function.

## Variables

| name | type | default | what it is |
| --- | --- | --- | --- |
${inputs.join('\n')}

## Outputs

| name | what it is |
| --- | --- |
${outputs.join('\n')}
`;
}
