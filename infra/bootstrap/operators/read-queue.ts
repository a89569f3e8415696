/** The actions that read the dead letters, and then make them visible to other readers again. */
export const readQueue = [
  'sqs:ChangeMessageVisibility',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];
