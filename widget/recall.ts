import { type Remembered, readAll } from './memory.ts'

/**
 * What this browser remembers of a survey, and when the person last saw any. Nothing when what it
 * remembers is of somebody else, or there is nothing that can be read.
 */
export function recall(surveyId: string, person?: string): Remembered {
  const all = readAll(person)
  return { ...all[''], ...all[surveyId] }
}
