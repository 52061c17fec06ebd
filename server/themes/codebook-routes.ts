import type { MiddlewareHandler } from 'hono'
import * as z from 'zod'
import { type Codebook, codebookHash, readCodebook } from '../../shared/themes/codebook.ts'
import type { Ctx, Env } from '../context.ts'
import {
  type CodebookBody,
  chosenCodebook,
  codebook as codebookBody,
  codebookChange,
  codebookChoice,
  codebookList,
  codebookQuery,
  dryRunQuery,
  newCodebook,
  preview,
  replacedCodebook,
  surveyCodebook,
} from '../contract/codebook.ts'
import { longListQuery } from '../contract/lists.ts'
import { changeAsRead, requireMatch, tagOf } from '../http/conditional.ts'
import { newIdOf } from '../http/once.ts'
import { afterMade, pageOf, placeOf } from '../http/pagination.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { badBody, body, call, ifMatch, made, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import { findSurvey, type SurveyRecord } from '../storage/surveys.ts'
import {
  type CodebookRecord,
  chooseCodebook,
  countCodebooks,
  deleteCodebook,
  findCodebook,
  insertCodebook,
  listCodebooks,
  mostCodebooks,
  replaceCodebook,
} from '../storage/themes/codebooks.ts'
import { editionsOf, surveysWithThemes } from '../storage/themes/editions.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { previewOf } from './preview.ts'
import { type ChosenCodebook, codebookOf, defaultIn } from './resolve-codebook.ts'
import { progressOf } from './theme-report.ts'
import { currentEditions } from './theme-versions.ts'

/** A codebook as its owner sees it. */
export function toCodebook({ id, name, codebook, createdAt, updatedAt }: CodebookRecord): CodebookBody {
  return {
    ...contentOf(codebook),
    id,
    name,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  }
}

function contentOf(codebook: Codebook) {
  const { themes, parents, language, translations } = codebook as CodebookBody
  return { themes, parents, language, translations, hash: codebookHash(codebook) }
}

/** The codebook in what was sent; a 422 names the rule that cannot be one. */
export function requireCodebook(given: unknown): Codebook {
  const read = readCodebook(given)
  if ('codebook' in read) return read.codebook
  const [first] = read.errors
  throw new Refusal('invalid', `${first!.field} ${first!.detail}`, read.errors)
}

/** `/v1/codebooks`: the workspace's own rules. */
export const codebooks = routes()

const list = call({
  method: 'get',
  path: '/',
  operationId: 'listCodebooks',
  summary: "The workspace's codebooks, newest first",
  description: 'The one that Sayso brings is not among them.',
  request: { query: longListQuery },
  responses: { 200: ok('A page of codebooks', codebookList), ...refusals('invalid') },
})
codebooks.openapi(list, async (c) => {
  const { limit, cursor } = c.req.valid('query')
  const found = await listCodebooks(c.var.services.database, c.var.workspace.id, placeOf(cursor), limit + 1)
  const { items, nextCursor } = pageOf(found, limit, afterMade)
  return c.json({ items: items.map(toCodebook), nextCursor }, 200)
})

/** Looks for the survey before the body is checked: another workspace's is not found, whatever is sent. */
const knownSurveyOnly: MiddlewareHandler<Env> = async (c, next) => {
  const survey = c.req.query('survey')
  if (survey !== undefined) await requireSurvey(c, survey)
  await next()
}

const make = call({
  method: 'post',
  path: '/',
  operationId: 'makeCodebook',
  summary: 'Make a codebook',
  description:
    'It is used once a survey or the workspace chooses it. With `dryRun` and `survey` nothing is made: the answer says what it would find.',
  middleware: knownSurveyOnly,
  request: { query: codebookQuery, body: body(newCodebook) },
  responses: {
    200: ok('With `dryRun`: what would change', preview),
    201: made('The codebook', codebookBody),
    ...refusals(...badBody, 'not-found', 'conflict'),
  },
})
codebooks.openapi(make, async (c) => {
  const { database, now } = c.var.services
  const triedOn = await triedOnOf(c, c.req.valid('query'))
  const { name, ...content } = c.req.valid('json')
  const codebook = requireCodebook(content)
  if (triedOn) return c.json(await previewOf(c.var.services, triedOn, codebook), 200)
  if ((await countCodebooks(database, c.var.workspace.id)) >= mostCodebooks)
    throw new Refusal('conflict', `a workspace has at most ${mostCodebooks} codebooks: delete one first`)
  const times = { createdAt: now(), updatedAt: now() }
  const record = { id: await newIdOf(c), workspaceId: c.var.workspace.id, name, codebook, edits: 1, ...times }
  await insertCodebook(database, record)
  return c.json(toCodebook(record), 201, {
    location: `/v1/codebooks/${record.id}`,
    etag: tagOf(record),
  })
})

const codebookId = z.object({ codebookId: z.string().meta({ description: "The codebook's id" }) })

const read = call({
  method: 'get',
  path: '/{codebookId}',
  operationId: 'readCodebook',
  summary: 'Read a codebook',
  description: 'With its rules, as they can be sent back by PUT.',
  request: { params: codebookId },
  responses: { 200: ok('The codebook', codebookBody), ...refusals('not-found') },
})
codebooks.openapi(read, async (c) => {
  const found = await requireOwn(c)
  return c.json(toCodebook(found), 200, { etag: tagOf(found) })
})

const replace = call({
  method: 'put',
  path: '/{codebookId}',
  operationId: 'replaceCodebook',
  summary: 'Replace a codebook; whatever it is used for is read again in the background',
  description:
    'Rules that are left out are gone. With `dryRun` and `survey` nothing is changed: the answer says what would be.',
  middleware: knownSurveyOnly,
  request: { params: codebookId, query: codebookQuery, headers: ifMatch, body: body(newCodebook) },
  responses: {
    200: ok('The codebook, or with `dryRun` what would change', replacedCodebook),
    ...refusals(...badBody, 'not-found', 'precondition-failed'),
  },
})
codebooks.openapi(replace, async (c) => {
  const { database, now } = c.var.services
  const triedOn = await triedOnOf(c, c.req.valid('query'))
  await requireMatching(c)
  const { name, ...content } = c.req.valid('json')
  const codebook = requireCodebook(content)
  if (triedOn) return c.json(await previewOf(c.var.services, triedOn, codebook), 200)
  await changeAsRead(async () => {
    const { id, edits } = await requireMatching(c)
    return (await replaceCodebook(database, { id, name, codebook, updatedAt: now() }, edits)) || null
  })
  await readAgain(c)
  const replaced = await requireOwn(c)
  return c.json(toCodebook(replaced), 200, { etag: tagOf(replaced) })
})

const change = call({
  method: 'patch',
  path: '/{codebookId}',
  operationId: 'changeCodebook',
  summary: 'Change parts of a codebook; whatever it is used for is read again in the background',
  description: 'What is left out stays: `themes` replaces all themes, `name` alone renames it.',
  request: { params: codebookId, headers: ifMatch, body: body(codebookChange) },
  responses: {
    200: ok('The codebook', codebookBody),
    ...refusals(...badBody, 'not-found', 'precondition-failed'),
  },
})
codebooks.openapi(change, async (c) => {
  const { database, now } = c.var.services
  const { name, ...content } = c.req.valid('json')
  const isRead = Object.keys(content).length > 0
  await changeAsRead(async () => {
    const known = await requireMatching(c)
    const { hash: _, ...before } = contentOf(known.codebook)
    const codebook = isRead ? requireCodebook({ ...before, ...content }) : known.codebook
    const record = { id: known.id, name: name ?? known.name, codebook, updatedAt: now() }
    return (await replaceCodebook(database, record, known.edits)) || null
  })
  if (isRead) await readAgain(c)
  const changed = await requireOwn(c)
  return c.json(toCodebook(changed), 200, { etag: tagOf(changed) })
})

const remove = call({
  method: 'delete',
  path: '/{codebookId}',
  operationId: 'deleteCodebook',
  summary: 'Delete a codebook; whoever chose it goes back to the choice behind it',
  description: 'The themes of answers are then found anew by that choice.',
  request: { params: codebookId, headers: ifMatch },
  responses: { 204: { description: 'Deleted' }, ...refusals('not-found', 'precondition-failed') },
})
codebooks.openapi(remove, async (c) => {
  await changeAsRead(async () => {
    const { id, edits } = await requireMatching(c)
    return (await deleteCodebook(c.var.services.database, id, edits)) || null
  })
  await readAgain(c)
  return c.body(null, 204)
})

/** The codebook of the address, if it is still as `If-Match` has it. */
async function requireMatching(c: Ctx): Promise<CodebookRecord> {
  const found = await requireOwn(c)
  requireMatch(c, found)
  return found
}

async function requireOwn(c: Ctx): Promise<CodebookRecord> {
  const { database } = c.var.services
  const found = await findCodebook(database, c.var.workspace.id, c.req.param('codebookId') ?? '')
  if (!found) throw new Refusal('not-found', 'there is no such codebook')
  return found
}

/** Refuses an id that is of no codebook of the workspace. */
export async function requireCodebookOf(c: Ctx, id: string): Promise<void> {
  if (!(await findCodebook(c.var.services.database, c.var.workspace.id, id)))
    throw invalid('codebook', 'must be the id of a codebook of this workspace, or null')
}

/** The survey that a codebook is only to be tried on; `null` when it is to be saved. */
async function triedOnOf(c: Ctx, { dryRun, survey }: z.infer<typeof codebookQuery>) {
  if (dryRun !== 'true') return null
  if (survey === undefined) throw invalid('survey', 'must be the id of the survey to try it on')
  return requireSurvey(c, survey)
}

/** `/v1/surveys/:id/codebook`: which rules a survey's comments are read with. */
export const surveyCodebooks = routes()

const readChoice = call({
  method: 'get',
  path: '/{id}/codebook',
  operationId: 'readSurveyCodebook',
  summary: 'The rules a survey is read with, and how far reading it again has come',
  description: '`by` says who chose it: the survey, the workspace, or nobody.',
  request: { params: surveyId },
  responses: { 200: ok('The codebook', surveyCodebook), ...refusals('not-found') },
})
surveyCodebooks.openapi(readChoice, async (c) => c.json(await describe(c, await requireSurvey(c)), 200))

const choose = call({
  method: 'put',
  path: '/{id}/codebook',
  operationId: 'chooseCodebook',
  summary: "Choose a codebook for a survey; null is the workspace's, else the one Sayso brings",
  description:
    'Comments are read again in the background; until that is done the themes are those of before.',
  request: { params: surveyId, query: dryRunQuery, body: body(codebookChoice) },
  responses: {
    200: ok('The codebook, or with `dryRun` what would change', chosenCodebook),
    ...refusals(...badBody, 'not-found'),
  },
})
surveyCodebooks.openapi(choose, async (c) => {
  const { database } = c.var.services
  const { codebook: id } = c.req.valid('json')
  const survey = await requireSurvey(c)
  if (id !== null) await requireCodebookOf(c, id)
  if (c.req.valid('query').dryRun === 'true')
    return c.json(await previewOf(c.var.services, survey, (await whatIf(c, survey, id)).codebook), 200)
  await chooseCodebook(database, survey.id, id)
  const chosen = { ...survey, codebookId: id }
  await readSurveyAgain(c, chosen)
  return c.json(await describe(c, chosen), 200)
})

/** The codebook a survey would have. */
async function whatIf(c: Ctx, survey: SurveyRecord, id: string | null): Promise<{ codebook: Codebook }> {
  const { database, languageData } = c.var.services
  const own = id ?? c.var.workspace.codebookId
  const found = own === null ? null : await findCodebook(database, c.var.workspace.id, own)
  if (found) return found
  const { codebooks: known } = await languageData()
  return { codebook: defaultIn(known, survey.definition.language) ?? known.en! }
}

async function describe(c: Ctx, survey: SurveyRecord) {
  const { database } = c.var.services
  const chosen = await codebookOf(c.var.services, survey)
  return {
    by: chosen.by,
    codebook: await bodyOf(c, chosen),
    progress: progressOf(await editionsOf(database, survey.id)),
  }
}

async function bodyOf(c: Ctx, { id, name, codebook }: ChosenCodebook) {
  const own = id === null ? null : await findCodebook(c.var.services.database, c.var.workspace.id, id)
  return own ? toCodebook(own) : { ...contentOf(codebook), id: null, name, createdAt: null, updatedAt: null }
}

/** Has one survey's comments read with the codebook it has now. */
export async function readSurveyAgain(c: Ctx, survey: SurveyRecord): Promise<void> {
  const { database, now, tagger, rebuildThemes } = c.var.services
  tagger.forget()
  if ((await editionsOf(database, survey.id)).length === 0) return
  await currentEditions(c.var.services, survey, now())
  rebuildThemes()
}

/** Has the comments of every survey of the workspace read with the codebooks there are now. */
export async function readAgain(c: Ctx): Promise<void> {
  const { database } = c.var.services
  const again = async (id: string) => {
    const survey = await findSurvey(database, c.var.workspace.id, id)
    if (survey) await readSurveyAgain(c, survey)
  }
  // Some at a time: one after the other, many surveys outlast the patience of a request.
  const ids = await surveysWithThemes(database, c.var.workspace.id)
  for (let at = 0; at < ids.length; at += 20) await Promise.all(ids.slice(at, at + 20).map(again))
}
