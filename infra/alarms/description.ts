/** Returns the description of an alarm: all that somebody who is woken by it needs. */
export function alarmDescription({ id, notice, command }: { id: string; notice: string; command: string }): string {
  return `${notice} Run: ${command}. Runbook: docs/runbook.md#${id}`;
}
