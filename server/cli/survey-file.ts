import { createHash } from 'node:crypto'
import type { SavedSurvey } from '../contract/surveys.ts'
import { CliError } from './api.ts'

/** What the server says of a survey and takes from nobody. */
const told = ['id', 'status', 'pausedAt', 'version', 'createdAt', 'updatedAt', 'warnings', 'base']

/** What a file, or the server, says a survey is: all but its id, its state and its times. */
export function contentOf(survey: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(survey).filter(([name]) => !told.includes(name)))
}

/**
 * Stands for a survey's content, so that a file says what it was made from. Not the version: a draft that is changed
 * keeps that, and opening or closing a survey changes nothing of what it is.
 */
export function baseOf(survey: object): string {
  const content = JSON.stringify(contentOf(survey), (_, value: unknown) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  )
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}

/** A survey as the text of its file. */
export function writtenFile(survey: SavedSurvey): string {
  return `${JSON.stringify({ id: survey.id, ...contentOf(survey), base: baseOf(survey) }, null, 2)}\n`
}

/** What a file holds. Throws a CliError for anything but a JSON object. */
export function parseSurveyFile(file: string, content: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(content)
    if (isObject(value)) return value
  } catch {}
  throw new CliError(`${file} must hold one JSON object, as surveys pull writes it`)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
