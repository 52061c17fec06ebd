import { Hono } from 'hono'
import type { Ctx, Env } from '../context.ts'
import { addressProblem } from '../contract/people.ts'
import { invalid } from '../http/problem.ts'
import { completed, describe } from '../storage/project-people.ts'
import { addSuppressions, type Suppression, suppressionsInOrder } from '../storage/suppressions.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { pageIn, parametersOf, requireText, seconds, spanIn } from './parameters.ts'
import { personIdOf } from './person-records.ts'
import { projectOf } from './project.ts'
import { campaignFor, keepPerson } from './schedule.ts'

/** `/unsubscribes`: who wants no mail, or complained about some. */
export const unsubscribes = new Hono<Env>()

/** `/bounces`: whose address takes no mail. */
export const bounces = new Hono<Env>()

unsubscribes.get('/', async (c) =>
  c.json(await listOf(c, ['unsubscribed', 'complained', 'added'], 'unsubscribed_at')),
)
bounces.get('/', async (c) => c.json(await listOf(c, ['bounced'], 'bounced_at')))

/** A page of people who get no mail, oldest first; of an address that no campaign has only a keyed hash is kept. */
async function listOf(c: Ctx, reasons: readonly Suppression['reason'][], at: string) {
  const { database } = c.var.services
  const survey = await projectOf(c)
  const given = await parametersOf(c)
  const rows = await suppressionsInOrder(database, survey.workspaceId, {
    ...{ reasons, ...spanIn(given) },
    ...pageIn(given),
  })
  const people = await peopleAt(
    c,
    survey,
    rows.map(({ email }) => email),
  )
  return rows.map(({ email, createdAt }, place) => ({
    person_id: people[place]?.id ?? null,
    email,
    name: people[place]?.name ?? null,
    [at]: seconds(createdAt),
  }))
}

async function peopleAt(c: Ctx, survey: SurveyRecord, emails: readonly (string | null)[]) {
  const { database } = c.var.services
  const known = emails.filter((email) => email !== null)
  const found = await completed(
    database,
    survey,
    known.map((email) => ({ id: null, email })),
  )
  const described = await describe(database, survey, found)
  const at = new Map(known.map((email, place) => [email, place]))
  return emails.map((email) => {
    const place = email === null ? undefined : at.get(email)
    return place === undefined
      ? null
      : { id: personIdOf(found[place]!), name: described[place]?.name ?? null }
  })
}

unsubscribes.post('/', async (c) => {
  const { services } = c.var
  const survey = await projectOf(c)
  const email = requireText(await parametersOf(c), 'person_email')
  const problem = addressProblem(email)
  if (problem) throw invalid('person_email', problem)
  // Kept among the people of the survey, so that the list can name them; an erased person is not.
  await keepPerson(services, await campaignFor(services, survey), { email } as Parameters<
    typeof keepPerson
  >[2])
  const { workspaceId } = survey
  await addSuppressions(services.database, [
    { workspaceId, email, reason: 'unsubscribed', createdAt: services.now() },
  ])
  return c.json({ ok: true }, 201)
})
