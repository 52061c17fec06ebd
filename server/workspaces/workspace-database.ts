import type { Ctx } from '../context.ts'
import { randomId } from '../http/hashing.ts'
import { Refusal } from '../http/problem.ts'
import type { Services } from '../services.ts'
import type { Database } from '../storage/db.ts'
import { databaseUrlOf, findWorkspace, type Workspace } from '../storage/workspaces.ts'

/**
 * A workspace may have a database of its own, with the main one as the directory that says where.
 * A survey of such a workspace carries the workspace's id in its own, so that what knows a survey
 * alone finds its database, and nothing needs to be written in two places when a survey is made.
 */
const idWithOwner = /^([0-9a-z]{12})-[0-9a-z]{12}$/

/** An id for a survey of this workspace. */
export function newSurveyId({ id, databaseUrl }: Workspace): string {
  return databaseUrl === null ? randomId() : `${id}-${randomId()}`
}

/** Where workspaces' own databases are. It never changes, so it is asked for once. */
const known = new Map<string, string>()
const mostKnown = 10_000

/** Where the answers to a survey are kept; `null` is the main database. */
export async function databaseOfSurvey(directory: Database, surveyId: string): Promise<string | null> {
  const owner = surveyId.match(idWithOwner)?.[1]
  if (!owner) return null
  const found = known.get(owner) ?? (await databaseUrlOf(directory, owner))
  if (found === null) return null
  if (known.size >= mostKnown) known.clear()
  known.set(owner, found)
  return found
}

/** From here on the request is about this survey, and `services.database` is the one that keeps it. */
export async function goToSurvey(c: Ctx, surveyId: string): Promise<void> {
  const url = await databaseOfSurvey(c.get('services').directory, surveyId)
  if (url !== null) await goTo(c, url)
}

/**
 * From here on the request is this workspace's, as the directory has it, and `services.database` its own.
 * Returns the workspace with its settings, which are kept where its answers are.
 */
export async function goToWorkspace(c: Ctx, listed: Workspace): Promise<Workspace> {
  const { id, databaseUrl } = listed
  if (databaseUrl === null) return listed
  const { database } = await goTo(c, databaseUrl)
  const settings = await findWorkspace(database, id)
  if (!settings) throw new Refusal('unavailable', 'the database of this workspace does not have it')
  return { ...settings, databaseUrl }
}

async function goTo(c: Ctx, url: string): Promise<Services> {
  const { own } = c.get('services')
  // Not 404: a widget that is told so throws the answer away.
  if (!own) throw new Refusal('unavailable', 'DATABASE_TOKENS does not name the host of its database')
  const services = await own.services(url)
  c.set('services', services)
  return services
}

/** Those of many whose turn it is when `atOnce` are looked after at a time, so that each is in its turn. */
export function turnOf<Item>(items: readonly Item[], atOnce: number, time: number): Item[] {
  const first = items.length <= atOnce ? 0 : (time * atOnce) % items.length
  return [...items.slice(first), ...items.slice(0, first)].slice(0, atOnce)
}
