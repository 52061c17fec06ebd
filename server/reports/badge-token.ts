import { randomKey } from '../http/hashing.ts'

/** A new token of a badge. It names the survey, by which its database is found. */
export const badgeToken = (surveyId: string): string => `${surveyId}.${randomKey().replace('sayso_', '')}`

/** The id of the survey that a token names; `''` for what is no token. */
export const surveyOfToken = (token: string): string => token.slice(0, Math.max(0, token.lastIndexOf('.')))
