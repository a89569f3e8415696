/** Returns the id, within the stack, of the subscription of an e-mail address to the alarms. */
export function subscriptionId(email: string): string {
  return email.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
