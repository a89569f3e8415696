/** Returns the statements of a bucket's policy that deny everybody plain HTTP, and TLS before 1.2. */
export function encryptedTransportOnly(bucketArn: string) {
  const everyRequest = {
    effect: 'Deny',
    principals: [{ type: '*', identifiers: ['*'] }],
    actions: ['s3:*'],
    resources: [bucketArn, `${bucketArn}/*`],
  };
  return [
    {
      sid: 'DenyUnencryptedTransport',
      ...everyRequest,
      condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
    },
    {
      sid: 'DenyTlsBefore12',
      ...everyRequest,
      condition: [{ test: 'NumericLessThan', variable: 's3:TlsVersion', values: ['1.2'] }],
    },
  ];
}
