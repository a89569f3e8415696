/** The actions that read the dead letters, and make them visible again at once. */
export const readQueue = [
  'sqs:ChangeMessageVisibility',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];
