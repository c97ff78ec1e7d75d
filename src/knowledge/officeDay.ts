const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' });

/**
 * The day at the office, in Western Indonesian Time, as `YYYY-MM-DD`: by it facts begin and end.
 * @param now milliseconds since 1970
 */
export function officeDay(now: number): string {
  return calendar.format(now);
}
