import { accounts } from '../../infra/bootstrap/accounts.ts';
import { parseAccounts } from '../../infra/bootstrap/parse-accounts.ts';
import { BootstrapStack } from '../../infra/bootstrap-stack.ts';
import { environments } from '../../infra/environments.ts';
import { parseEnvironments } from '../../infra/parse-environments.ts';
import { synthApp } from '../../infra/synth-app.ts';
import { App } from '../../infra/terraform.ts';

/** Nobody's: the copy that reviewers see is of this project, and not of whoever deploys it. */
const repository = 'octo-org@123456/photos@456789';

const app = new App({ stackTraces: false });
const examples = accounts.map((account) => ({ ...account, repository }));
for (const account of parseAccounts(examples, parseEnvironments(environments))) new BootstrapStack(app, account);
synthApp(app);
