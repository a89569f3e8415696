import { readFile, writeFile } from 'node:fs/promises';
import { terraformVersion } from '../../infra/terraform-version.ts';
import { wrapHcl } from './wrap-hcl.ts';

/** Formats a file of HCL that cdktf has written as `terraform fmt` would, and as a person would have written it. */
export async function formatHcl(file: string): Promise<void> {
  // Loaded only here, because it contains a megabyte of WebAssembly that JSON does not need.
  const { format } = await import('@cdktf/hcl-tools');
  await writeFile(file, await format(readable(await readFile(file, 'utf8'))));
}

/** Writes references and calls without quotes, breaks long lines, and separates blocks by one empty line. */
function readable(hcl: string): string {
  return `${hcl
    .replace(/^terraform \{$/m, `terraform {\nrequired_version = "${terraformVersion}"`)
    .replace(/(?<!\\)"\$\{([\w.]+)\}"/g, '$1')
    .replace(/"\$\{((?:base64decode|filebase64sha256|jsonencode)\(.*\))\}"$/gm, (_, expression: string) =>
      wrapHcl(expression),
    )
    .replace(/depends_on = \[[^\]]*\]/g, (dependencies) => dependencies.replaceAll('"', ''))
    .replace(/\[\s+\]/g, '[]')
    .replace(/\n\s*\n/g, '\n')
    .replace(/\n(?=(?:provider|data|resource|output) ")/g, '\n\n')
    .trimEnd()}\n`;
}
