/** Sum of all points, of any scale. */
const all = Array.from({ length: 11 }, (_, point) => `c${point}`).join(' + ')

/** SQL condition: the survey, named by its alias, has reached its quota of counted responses. */
export const isFull = (survey: string) => `(${survey}.quota IS NOT NULL AND ${survey}.quota <= (
  SELECT coalesce(sum(${all}), 0) FROM day_counts d WHERE d.survey_id = ${survey}.id AND d.state = 'counted'))`

/**
 * SQL condition: verified answers alone have reached the quota. Where strangers filled it, there is still room for
 * the people the host knows. Counts, by an index, only for a survey that is full.
 */
export const isFullOfVerified = (survey: string) => `(${isFull(survey)} AND ${survey}.quota <= (
  SELECT count(*) FROM responses q
  WHERE q.survey_id = ${survey}.id AND q.respondent_verified = 1 AND q.state = 'counted'))`
