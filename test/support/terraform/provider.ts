import { fileURLToPath } from 'node:url';
import { Server, ServerCredentials, type ServiceDefinition, type UntypedHandleCall } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { applied, dataOf, forcesReplacement, planned } from './resources.ts';
import type { Block, Schema } from './schema.ts';
import { awsSchemas } from './schemas.ts';
import { fromMessage, isObject, type Message, toMessage } from './values.ts';

interface Request {
  type_name: string;
  config: Message;
  current_state: Message;
  proposed_new_state: Message;
  planned_state: Message;
  raw_state: { json: Uint8Array };
}

/**
 * Starts a stand-in for Terraform's AWS provider in this process, on a free port of 127.0.0.1. With it, Terraform can
 * validate, plan and apply a configuration without a network or an account.
 *
 * It proves that a configuration loads: each argument exists and has the right type, required arguments are present,
 * references are valid and not circular, policies are as intended, and a second plan finds nothing to change.
 *
 * It cannot prove what the real provider does beyond its schema. It accepts any value (a retention of 5 seconds, a runtime
 * that does not exist) and arguments that exclude each other. It knows no defaults, and only a few arguments that force a
 * replacement. It does not know how AWS behaves, and does not see Terraform's backends: Terraform ignores a misspelt
 * argument of a backend in JSON.
 */
export async function startProvider(): Promise<{ port: number; stop: () => void }> {
  const server = new Server();
  const file = fileURLToPath(new URL('tfplugin5.proto', import.meta.url));
  const service = loadSync(file, { keepCase: true, longs: Number, defaults: true })['tfplugin5.Provider'];
  server.addService(service as ServiceDefinition, handlers(awsSchemas()));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { port, stop: () => server.forceShutdown() };
}

function handlers(schemas: Schema[]): Record<string, UntypedHandleCall> {
  const byType = (kind: Schema['kind']) =>
    Object.fromEntries(schemas.filter((schema) => schema.kind === kind).map(({ type, block }) => [type, block]));
  const resources = byType('TerraformResource');
  const dataSources = byType('TerraformDataSource');
  const [provider] = Object.values(byType('TerraformProvider'));
  const blockOf = (type: string): Block => resources[type] ?? { attributes: [], blocks: [] };
  let region = '';

  const calls: Record<string, (request: Request) => object> = {
    GetSchema: () => ({
      provider: provider && schemaMessage(provider),
      resource_schemas: schemaMessages(resources),
      data_source_schemas: schemaMessages(dataSources),
    }),
    PrepareProviderConfig: ({ config }) => ({ prepared_config: config }),
    ValidateResourceTypeConfig: () => ({}),
    ValidateDataSourceConfig: () => ({}),
    Configure: ({ config }) => {
      const settings = fromMessage(config);
      if (isObject(settings) && typeof settings['region'] === 'string') region = settings['region'];
      return {};
    },
    UpgradeResourceState: ({ raw_state }) => ({ upgraded_state: { json: raw_state.json } }),
    ReadResource: ({ current_state }) => ({ new_state: current_state }),
    PlanResourceChange: ({ type_name, proposed_new_state }) => ({
      planned_state: toMessage(planned(fromMessage(proposed_new_state), blockOf(type_name))),
      // Terraform ignores those that have not changed.
      requires_replace: forcesReplacement(type_name).map((attribute_name) => ({ steps: [{ attribute_name }] })),
      legacy_type_system: true,
    }),
    ApplyResourceChange: ({ type_name, planned_state }) => ({
      new_state: toMessage(applied(type_name, fromMessage(planned_state), blockOf(type_name), region)),
      legacy_type_system: true,
    }),
    ReadDataSource: ({ type_name, config }) => ({ state: toMessage(dataOf(type_name, fromMessage(config), region)) }),
    Stop: () => ({}),
  };
  return Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, unary(call)]));
}

function unary(call: (request: Request) => object): UntypedHandleCall {
  return (context: { request: Request }, done: (error: Error | null, response?: object) => void) => {
    try {
      done(null, call(context.request));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  };
}

function schemaMessages(blocks: Record<string, Block>): Record<string, object> {
  return Object.fromEntries(Object.entries(blocks).map(([type, block]) => [type, schemaMessage(block)]));
}

function schemaMessage(block: Block): object {
  return { block: blockMessage(block) };
}

const nestingNumbers = { single: 1, list: 2, set: 3 };

function blockMessage({ attributes, blocks }: Block): object {
  return {
    attributes: attributes.map((attribute) => ({ ...attribute, type: Buffer.from(JSON.stringify(attribute.type)) })),
    block_types: blocks.map(({ name, nesting, required, many, block }) => ({
      type_name: name,
      nesting: nestingNumbers[nesting],
      min_items: required && nesting !== 'single' ? 1 : 0,
      max_items: many || nesting === 'single' ? 0 : 1,
      block: blockMessage(block),
    })),
  };
}
