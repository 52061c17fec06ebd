/** All points together, of any scale. */
const all = Array.from({ length: 11 }, (_, point) => `c${point}`).join(' + ')

/** In SQL, whether a survey, by the name it has in the statement, has all the counted answers that are enough. */
export const isFull = (survey: string) => `(${survey}.quota IS NOT NULL AND ${survey}.quota <= (
  SELECT coalesce(sum(${all}), 0) FROM day_counts d WHERE d.survey_id = ${survey}.id AND d.state = 'counted'))`
