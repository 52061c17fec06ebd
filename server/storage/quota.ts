/** Sum of all points, of any scale. */
const all = Array.from({ length: 11 }, (_, point) => `c${point}`).join(' + ')

/** SQL condition: the survey, named by its alias, has reached its quota of counted responses. */
export const isFull = (survey: string) => `(${survey}.quota IS NOT NULL AND ${survey}.quota <= (
  SELECT coalesce(sum(${all}), 0) FROM day_counts d WHERE d.survey_id = ${survey}.id AND d.state = 'counted'))`
