import * as z from 'zod'
import type { Ctx } from '../context.ts'
import {
  correction,
  finished,
  type ImportThing,
  importsQuery,
  importThing,
  newImport,
  pageOfImports,
  removal,
} from '../contract/imports.ts'
import { randomId } from '../http/hashing.ts'
import { afterMade, pageOf, placeOf } from '../http/pagination.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { badBody, body, call, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import {
  beginImport,
  type CountedImport,
  correctImport,
  findImport,
  finishImport,
  listImports,
  takeBackImport,
} from '../storage/imports.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { rebuildWithinBudget } from '../themes/rebuild.ts'

/** `/v1/surveys/:id/imports`: the files that were brought, corrected and taken back. */
export const importThings = routes()

const oneImport = surveyId.extend({ importId: z.string().meta({ description: "The import's id" }) })

/** An import of a survey that was asked for in the path. Throws a 404. */
export async function requireImport(c: Ctx, surveyId: string, id: string): Promise<CountedImport> {
  const found = await findImport(c.var.services.database, surveyId, id)
  if (!found) throw new Refusal('not-found', 'there is no such import')
  return found
}

/** The same, while rows may come by it. Throws a 422 after it was taken back. */
export async function requireOpenImport(c: Ctx, surveyId: string, id: string): Promise<CountedImport> {
  const found = await requireImport(c, surveyId, id)
  if (found.state === 'taken back') throw invalid('import', 'was taken back: begin another')
  return found
}

/** Milliseconds in which comments are read before an import is called done; the others are read in the background. */
const readAtOnce = 2000

function toThing({ surveyId: _, ...row }: CountedImport): ImportThing {
  return {
    ...row,
    createdAt: new Date(row.createdAt).toISOString(),
    changedAt: new Date(row.changedAt).toISOString(),
  }
}

const list = call({
  method: 'get',
  path: '/{id}/imports',
  operationId: 'listImports',
  summary: 'The files of answers that were imported, newest first',
  description: 'Also those that were taken back, or never finished.',
  request: { params: surveyId, query: importsQuery },
  responses: { 200: ok('A page of imports', pageOfImports), ...refusals('not-found', 'invalid') },
})
importThings.openapi(list, async (c) => {
  const { limit, cursor, hash = null } = c.req.valid('query')
  const survey = await requireSurvey(c)
  const after = placeOf(cursor)
  const rows = await listImports(c.var.services.database, survey.id, { hash, after, limit: limit + 1 })
  const { items, nextCursor } = pageOf(rows, limit, afterMade)
  return c.json({ items: items.map(toThing), nextCursor }, 200)
})

const begin = call({
  method: 'post',
  path: '/{id}/imports',
  operationId: 'beginImport',
  summary: 'Begin an import',
  description:
    'Answers with the import of the same content, unless that was taken back: what was interrupted goes on. Send its rows with `?import=ID`, then finish it.',
  request: { params: surveyId, body: body(newImport) },
  responses: { 200: ok('The import', importThing), ...refusals(...badBody, 'not-found') },
})
importThings.openapi(begin, async (c) => {
  const { database, now } = c.var.services
  const survey = await requireSurvey(c)
  const given = { ...c.req.valid('json'), id: randomId(), surveyId: survey.id }
  return c.json(toThing(await beginImport(database, given, now())), 200)
})

const show = call({
  method: 'get',
  path: '/{id}/imports/{importId}',
  operationId: 'readImport',
  summary: 'One import',
  description: 'With its mapping and what it brought.',
  request: { params: oneImport },
  responses: { 200: ok('The import', importThing), ...refusals('not-found') },
})
importThings.openapi(show, async (c) => {
  const survey = await requireSurvey(c)
  return c.json(toThing(await requireImport(c, survey.id, c.req.valid('param').importId)), 200)
})

const correct = call({
  method: 'post',
  path: '/{id}/imports/{importId}/correct',
  operationId: 'correctImport',
  summary: 'Read an import by another mapping',
  description:
    'Send its rows again by the new mapping, then finish it: they replace what the import brought before. What people did with its answers since, like tags and notes, stays with those whose id stays.',
  request: { params: oneImport, body: body(correction) },
  responses: { 200: ok('The import', importThing), ...refusals(...badBody, 'not-found') },
})
importThings.openapi(correct, async (c) => {
  const { database, now } = c.var.services
  const survey = await requireSurvey(c)
  const { importId } = c.req.valid('param')
  const found = await requireOpenImport(c, survey.id, importId)
  await correctImport(database, found, c.req.valid('json').mapping, now())
  return c.json(toThing(await requireImport(c, survey.id, importId)), 200)
})

const finish = call({
  method: 'post',
  path: '/{id}/imports/{importId}/finish',
  operationId: 'finishImport',
  summary: 'Finish an import',
  description: 'Removes what earlier mappings brought and the last did not.',
  request: { params: oneImport, body: body(finished) },
  responses: { 200: ok('What was removed', removal), ...refusals(...badBody, 'not-found') },
})
importThings.openapi(finish, async (c) => {
  const { database, now } = c.var.services
  const survey = await requireSurvey(c)
  const found = await requireOpenImport(c, survey.id, c.req.valid('param').importId)
  const { replaced = 0, ...counts } = c.req.valid('json')
  const result = await finishImport(database, found, { ...counts, replaced }, now())
  if (result.isDone) {
    // Of most imports all is read before whoever imported looks.
    await rebuildWithinBudget(c.var.services, survey.id, readAtOnce)
    c.var.services.rebuildThemes()
  }
  return c.json(result, 200)
})

const takeBack = call({
  method: 'delete',
  path: '/{id}/imports/{importId}',
  operationId: 'removeImport',
  summary: 'Take an import back: every answer it brought is removed',
  description:
    'Counts, scores and themes are then what they were before. Answers of other imports that it was written over stay. The import stays in the list; the file can be imported again.',
  request: { params: oneImport },
  responses: { 200: ok('What was removed', removal), ...refusals('not-found') },
})
importThings.openapi(takeBack, async (c) => {
  const { database, now } = c.var.services
  const survey = await requireSurvey(c)
  const found = await requireImport(c, survey.id, c.req.valid('param').importId)
  return c.json(await takeBackImport(database, found, now()), 200)
})
