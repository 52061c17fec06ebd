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

/** An id for a survey of this workspace; `own` is a new one. */
export function newSurveyId({ id, databaseUrl }: Workspace, own = randomId()): string {
  return databaseUrl === null ? own : `${id}-${own}`
}

/** The address of each workspace's own database, those used last at the end. It never changes, so it is looked up once. */
const addresses = new Map<string, string>()
const maxAddresses = 10_000

/** The id of the workspace whose own database has a survey; `undefined` for surveys of the main one. */
export const ownerOf = (surveyId: string): string | undefined => surveyId.match(idWithOwner)?.[1]

/** The address of the database that stores a survey's responses; `null` for the main one. */
export async function databaseOfSurvey(directory: Database, surveyId: string): Promise<string | null> {
  const owner = ownerOf(surveyId)
  if (!owner) return null
  const found = addresses.get(owner) ?? (await databaseUrlOf(directory, owner))
  if (found === null) return null
  addresses.delete(owner)
  addresses.set(owner, found)
  if (addresses.size > maxAddresses) addresses.delete(addresses.keys().next().value!)
  return found
}

/** Makes `services.database` the database that stores this survey, for the rest of the request. */
export async function goToSurvey(c: Ctx, surveyId: string): Promise<void> {
  const url = await databaseOfSurvey(c.get('services').directory, surveyId)
  if (url !== null) await goTo(c, url)
}

/** Makes `services.database` the database that stores this workspace, for the rest of the request. */
export async function goToWorkspaceOf(c: Ctx, id: string): Promise<void> {
  const { directory, own } = c.get('services')
  const url = own && (await databaseUrlOf(directory, id))
  if (url) await goTo(c, url)
}

/**
 * Makes `services.database` the database of a workspace that the directory listed, for the rest of the
 * request. Returns the workspace with its settings, which are stored where its responses are.
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
  // Not 404: on 404 the widget gives the response up, on 503 it retries.
  if (!own) throw new Refusal('unavailable', 'DATABASE_TOKENS does not name the host of its database')
  const services = await own.services(url)
  c.set('services', services)
  return services
}

/** The `atOnce` of many items that are served at this time; successive times rotate through all of them. */
export function turnOf<Item>(items: readonly Item[], atOnce: number, time: number): Item[] {
  const first = items.length <= atOnce ? 0 : (time * atOnce) % items.length
  return [...items.slice(first), ...items.slice(0, first)].slice(0, atOnce)
}
