/** Milliseconds of a day of 24 hours. Days of a calendar, which may have 23 or 25, are date-fns' to count. */
export const millisecondsADay = 86_400_000
