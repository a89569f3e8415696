import { accounts } from './bootstrap/accounts.ts';
import { parseAccounts } from './bootstrap/parse-accounts.ts';
import { BootstrapStack } from './bootstrap-stack.ts';
import { environments } from './environments.ts';
import { SetupError } from './errors.ts';
import { parseEnvironments } from './parse-environments.ts';
import { synthApp } from './synth-app.ts';
import { App } from './terraform.ts';

try {
  const app = new App({ stackTraces: false });
  for (const account of parseAccounts(accounts, parseEnvironments(environments))) new BootstrapStack(app, account);
  synthApp(app);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
