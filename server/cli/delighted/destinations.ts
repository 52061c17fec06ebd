import type { Metric } from '../../../shared/scale.ts'
import type { SavedSurvey, Survey } from '../../contract/surveys.ts'
import { type Connection, call, itemsOf } from '../api.ts'
import { postJson } from '../import-sending.ts'
import { typeOf } from './answer-rows.ts'
import type { SavedFile, SavedItem } from './read-saved.ts'

/** A survey that answers go to; `id` is `null` as long as it is to be made. */
export interface Destination extends Pick<Survey, 'name' | 'metric' | 'scale'> {
  readonly id: string | null
}

/** The answers of one file that go to one survey. */
export interface Part {
  readonly file: SavedFile
  readonly destination: Destination
  readonly items: readonly SavedItem[]
}

/** Delighted's kinds of surveys, and ours that measure the same on the same scale. */
const kinds: Readonly<Record<string, readonly [title: string, metric: Metric, scale: string]>> = {
  nps: ['NPS', 'nps', '0-10'],
  enps: ['eNPS', 'nps', '0-10'],
  csat: ['CSAT', 'csat', '1-5'],
  csat3: ['CSAT of 3', 'csat', '1-3'],
  ces: ['CES', 'ces', '1-5'],
  ces7: ['CES of 7', 'ces', '1-7'],
  smileys: ['smileys', 'csat', '1-5'],
  starsfive: ['stars', 'csat', '1-5'],
  thumbs: ['thumbs', 'csat', '0-1'],
}

/** The survey named, else each kind's own, which is called like Delighted NPS; with how many answers have none. */
export async function partsOf(
  connection: Connection,
  files: readonly SavedFile[],
  named: string | undefined,
): Promise<{ parts: Part[]; left: Map<string, number> }> {
  const given = named === undefined ? null : await surveyOf(connection, named)
  const own: Survey[] = []
  if (!given) for await (const survey of itemsOf<Survey>(connection, '/v1/surveys')) own.push(survey)
  const made = new Map<string, Destination>()
  const left = new Map<string, number>()

  function destinationOf(type: string | null): Destination | string {
    const kind = kinds[type ?? 'nps']
    if (type !== null && !kind) return `of a kind that Sayso has no survey for: ${type}`
    const [title, metric, scale] = kind!
    if (given) {
      if (type === null || (given.metric === metric && given.scale === scale)) return given
      return `of ${title}, while the survey is ${given.metric.toUpperCase()} on ${given.scale}: move them without --survey, or with another`
    }
    const name = `Delighted ${title}`
    const found = own.find(
      (survey) => survey.name === name && survey.metric === metric && survey.scale === scale,
    )
    const destination = made.get(name) ?? found ?? { id: null, name, metric, scale }
    made.set(name, destination)
    return destination
  }

  const parts: Part[] = []
  for (const file of files.filter(({ kind }) => kind === 'answers')) {
    const byDestination = new Map<Destination, SavedItem[]>()
    for (const item of file.items) {
      const destination = destinationOf(typeOf(item))
      if (typeof destination === 'string') {
        const why = `answers ${destination}`
        left.set(why, (left.get(why) ?? 0) + 1)
      } else if (byDestination.has(destination)) byDestination.get(destination)!.push(item)
      else byDestination.set(destination, [item])
    }
    for (const [destination, items] of byDestination) parts.push({ file, destination, items })
  }
  return { parts, left }
}

/** The survey of people and metrics that no answers come with: the one named, else that of NPS. */
export async function surveyBeside(
  connection: Connection,
  named: string | undefined,
  parts: readonly Part[],
): Promise<Destination> {
  if (named !== undefined) return surveyOf(connection, named)
  const brought = parts.find(({ destination }) => destination.metric === 'nps') ?? parts[0]
  if (brought) return brought.destination
  for await (const survey of itemsOf<Survey>(connection, '/v1/surveys'))
    if (survey.name === 'Delighted NPS' && survey.metric === 'nps') return survey
  return { id: null, name: 'Delighted NPS', metric: 'nps', scale: '0-10' }
}

async function surveyOf(connection: Connection, id: string): Promise<Survey> {
  return call<Survey>(connection, `/v1/surveys/${encodeURIComponent(id)}`)
}

/** Makes the survey if it is not there yet: a draft, which no page shows. */
export async function requireSurveyFor(
  connection: Connection,
  { id, name, metric, scale }: Destination,
): Promise<string> {
  if (id !== null) return id
  for await (const survey of itemsOf<Survey>(connection, '/v1/surveys'))
    if (survey.name === name && survey.metric === metric && survey.scale === scale) return survey.id
  const made = { name, metric, scale, status: 'draft' }
  return (await postJson<SavedSurvey>(connection, '/v1/surveys', made)).id
}
