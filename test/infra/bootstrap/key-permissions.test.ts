import { expect } from 'chai';
import { decryptVariables, encryptVariables, findAliases } from '../../../infra/bootstrap/key-permissions.ts';
import { parseEnvironments } from '../../../infra/parse-environments.ts';
import { environment } from '../synthesized.ts';

const encryption = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';
const condition = [{ test: 'StringEquals', variable: 'kms:ViaService', values: ['lambda.eu-west-1.amazonaws.com'] }];

describe('permissions on the key of variables', () => {
  const [encrypted, plain] = parseEnvironments([
    { ...environment, encryption },
    { ...environment, name: 'plain' },
  ]);

  it('let Lambda alone use the key, for a role that reads or writes the variables', () => {
    expect(encrypted && decryptVariables([encrypted])).to.deep.equal([
      { sid: 'DecryptVariablesTest', actions: ['kms:Decrypt'], resources: [encryption], condition },
    ]);
    expect(encrypted && encryptVariables(encrypted)).to.deep.equal([
      { sid: 'EncryptVariablesTest', actions: ['kms:CreateGrant', 'kms:Encrypt'], resources: [encryption], condition },
    ]);
  });

  it('let a plan read the variables that a former key encrypts', () => {
    const former = 'arn:aws:kms:eu-west-1:123456789012:key/5678efab';
    const changed = parseEnvironments([{ ...environment, encryption, formerKeys: [former] }]);
    expect(decryptVariables(changed)[0]?.resources).to.deep.equal([encryption, former]);
    const given = parseEnvironments([{ ...environment, formerKeys: [former] }]);
    expect(decryptVariables(given)[0]?.resources).to.deep.equal([former]);
  });

  it('are none without a key', () => {
    expect(plain && [...decryptVariables([plain]), ...encryptVariables(plain)]).to.deep.equal([]);
  });
});

describe('findAliases', () => {
  const place = 'arn:aws:kms:eu-west-1:123456789012';

  it('allows finding the key of alarms by the alias that an environment names', () => {
    const environments = parseEnvironments([{ ...environment, alarms: { key: `${place}:alias/company/alarms` } }]);
    expect(findAliases(environments)).to.deep.equal([
      {
        sid: 'FindAliases',
        actions: ['kms:DescribeKey'],
        resources: [`${place}:key/*`],
        condition: [{ test: 'StringEquals', variable: 'kms:RequestAlias', values: ['alias/company/alarms'] }],
      },
    ]);
  });

  it('allows nothing where a key is named by its own ARN, since nothing looks it up', () => {
    const environments = parseEnvironments([{ ...environment, alarms: { key: `${place}:key/1234abcd` } }]);
    expect(findAliases(environments)).to.deep.equal([]);
  });
});
