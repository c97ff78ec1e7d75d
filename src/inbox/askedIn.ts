/** What a person wrote in several activities, masked as it stands in the log, one a line; empty when they wrote nothing. */
export function askedIn(activities: readonly { readonly type?: string; readonly text?: string }[]): string {
  return activities
    .filter(({ type }) => type === 'message')
    .map(({ text }) => text?.trim() ?? '')
    .filter(Boolean)
    .join('\n');
}
