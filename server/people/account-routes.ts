import * as z from 'zod'
import { accountInFull, accountList, accountsQuery } from '../contract/people.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { call, ok, refusals, routes } from '../openapi/call.ts'
import type { Pool } from '../surveys/pools.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { type Account, listAccounts } from './list-accounts.ts'
import { readAccount } from './read-account.ts'

/** `/v1/accounts`: the accounts that people belong to. */
export const accounts = routes()

const list = call({
  method: 'get',
  path: '/',
  operationId: 'listAccounts',
  summary: 'Accounts with their scores, and those at risk',
  description:
    'An account is a value of the property that the workspace set as `accountProperty`; without one there are none.',
  request: { query: accountsQuery },
  responses: { 200: ok('A page of accounts', accountList), ...refusals('invalid', 'not-found') },
})
accounts.openapi(list, async (c) => {
  const { database, now } = c.var.services
  const { limit, cursor, sort = 'risk', order, text = '', survey = null } = c.req.valid('query')
  const property = c.var.workspace.accountProperty
  if (survey !== null) await requireSurvey(c, survey)
  const start = startOf(cursor)
  if (property === null)
    return c.json({ items: [], nextCursor: null, property, of: null, total: 0, isCut: false }, 200)
  const query = { survey, text, sort, isReversed: order === 'reversed' }
  const found = await listAccounts(database, c.var.workspace, property, query, now())
  const end = start + limit
  return c.json(
    {
      items: found.accounts.slice(start, end).map(toAccount),
      nextCursor: end < found.accounts.length ? String(end) : null,
      property,
      of: found.pool && toScored(found.pool),
      total: found.accounts.length,
      isCut: found.isCut,
    },
    200,
  )
})

function startOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  if (!/^\d{1,6}$/.test(cursor)) throw invalid('cursor', 'must be the nextCursor of another page')
  return Number(cursor)
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)
const iso = (time: number) => new Date(time).toISOString()

function toAccount({ lastHeard, ...account }: Account) {
  return { ...account, lastHeardOn: dayOf(lastHeard) }
}

function toScored({ reading, scaleName, surveys }: Pool) {
  return { metric: reading.metric, scale: scaleName, surveys: surveys.map(({ id }) => id) }
}

const read = call({
  method: 'get',
  path: '/{account}',
  operationId: 'readAccount',
  summary: 'One account: its scores, its people, and who is at risk',
  description: 'Its people are known by their answers: who is at risk comes first.',
  request: {
    params: z.object({ account: z.string().meta({ description: 'The value of the property' }) }),
  },
  responses: { 200: ok('The account', accountInFull), ...refusals('not-found') },
})
accounts.openapi(read, async (c) => {
  const { database, now } = c.var.services
  const { workspace } = c.var
  const { accountProperty: property } = workspace
  const { account: name } = c.req.valid('param')
  const found = property === null ? null : await readAccount(database, workspace, property, name, now())
  if (property === null || !found)
    throw new Refusal('not-found', 'nobody answered as part of such an account')
  const { answers, lastHeard, silent } = found.account
  return c.json(
    {
      ...{ account: name, property, answers, silent, isCut: found.isCut },
      lastHeardOn: dayOf(lastHeard),
      scores: found.scores.map(({ pool, ...score }) => ({ ...toScored(pool), ...score })),
      people: found.people.map(({ isVerified, answeredAt, fellFrom, ...person }) => ({
        ...person,
        verified: isVerified,
        answeredAt: iso(answeredAt),
        fellFrom: fellFrom && {
          ...{ surveyId: fellFrom.surveyId, rating: fellFrom.rating, before: fellFrom.before },
          ...{ beforeAt: iso(fellFrom.beforeAt), answeredAt: iso(fellFrom.answeredAt) },
        },
      })),
    },
    200,
  )
})
