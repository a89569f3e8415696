/** Returns the part of a policy statement that limits it to the CloudWatch alarms of an account. */
export function alarmPrincipal(account: string) {
  return {
    principals: [{ type: 'Service', identifiers: ['cloudwatch.amazonaws.com'] }],
    condition: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [account] }],
  };
}
