import { Hono } from 'hono'
import type { Ctx, Env } from '../context.ts'
import { addressProblem, type Person, person as personSchema } from '../contract/people.ts'
import { languageTag } from '../contract/words.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { check } from '../http/validate.ts'
import { emailKey } from '../storage/email-key.ts'
import { erasePerson } from '../storage/erasure.ts'
import { beforeTime, type PeoplePlace, peopleAfter } from '../storage/list-people.ts'
import { describe, type ProjectPerson } from '../storage/project-people.ts'
import { unqueue } from '../storage/scheduled-people.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { erasedLately } from '../storage/tombstones.ts'
import { nextPage, placeIn } from './next-page.ts'
import {
  blank,
  flagIn,
  type Given,
  limitIn,
  parametersOf,
  propertiesIn,
  seconds,
  spanIn,
  textIn,
  timeIn,
  wholeIn,
} from './parameters.ts'
import { findPersonBy, noPhones, personIdOf, requirePerson, toPerson } from './person-records.ts'
import { projectOf } from './project.ts'
import { campaignFor, keepPerson, schedule } from './schedule.ts'

/** `/people`: who answered, and whom a campaign has. */
export const people = new Hono<Env>()

people.post('/', async (c) => {
  const { services } = c.var
  const survey = await projectOf(c)
  const given = await parametersOf(c)
  const known = requireMailable(given)
  const campaign = await campaignFor(services, survey)
  const kept = await keepPerson(services, campaign, known, timeIn(given, 'last_sent_at'))
  if (!kept) throw invalid('email', erasedLately.detail)
  const dueAt = services.now() + Math.max(0, wholeIn(given, 'delay') ?? 0) * 1000
  const at = flagIn(given, 'send', true) ? await schedule(services, campaign, kept, dueAt) : null
  const person = await requirePerson(services.database, survey, `email:${kept.email}`)
  const { email, name } = person
  const properties = kept.properties ?? {}
  return c.json({ id: personIdOf(person), email, name, survey_scheduled_at: seconds(at), properties }, 201)
})

/** Somebody who can be mailed, by what Delighted's clients say of them. Throws a 422 for what does not exist here. */
export function requireMailable(given: Given, prefix = ''): Person {
  const email = textIn(given, `${prefix}email`)
  if (!email && textIn(given, `${prefix}phone_number`)) throw noPhones(`${prefix}phone_number`)
  if (!email) throw blank(`${prefix}email`)
  const problem = addressProblem(email)
  if (problem) throw invalid(`${prefix}email`, problem)
  const channel = textIn(given, 'channel')
  if (channel !== null && channel !== 'email')
    throw invalid('channel', 'must be email: Sayso asks by no other')
  const renamed = textIn(given, 'email_update')
  if (renamed !== null && emailKey(renamed) !== emailKey(email))
    throw invalid(
      'email_update',
      'is not supported: add the person with the new address, and delete the old one',
    )
  const properties = propertiesIn(given, 'properties')
  const name = textIn(given, `${prefix}name`)
  const language = languageTag.safeParse(properties?.locale).data
  const person = {
    email,
    ...(name && { name }),
    ...(properties && { properties }),
    ...(language && { language }),
  }
  return check(personSchema, person)
}

people.put('/', async (c) => {
  const { services } = c.var
  const survey = await projectOf(c)
  const given = await parametersOf(c)
  const id = textIn(given, 'id')
  const email = textIn(given, 'email')
  if (!id && !email) throw blank('id')
  const found = await requirePerson(services.database, survey, id ?? `email:${email}`)
  return c.json(await changed(c, survey, found, given))
})

people.put('/:id', async (c) => {
  const survey = await projectOf(c)
  const found = await requirePerson(c.var.services.database, survey, c.req.param('id'))
  return c.json(await changed(c, survey, found, await parametersOf(c)))
})

/** Keeps a new name and properties of somebody; what they answered stays as it is. */
async function changed(c: Ctx, survey: SurveyRecord, found: ProjectPerson, given: Given) {
  const { services } = c.var
  const email = textIn(given, 'email')
  if (found.email === null)
    throw invalid('email', 'is not known, and only people with an address can be changed')
  if (email && emailKey(email) !== emailKey(found.email))
    throw invalid('email', 'cannot be changed: add the person with the new address, and delete the old one')
  const known = requireMailable({ ...given, email: found.email })
  const kept = await keepPerson(services, await campaignFor(services, survey), {
    ...known,
    ...(found.id !== null && { id: found.id }),
  })
  if (!kept) throw invalid('email', erasedLately.detail)
  return toPerson(await requirePerson(services.database, survey, personIdOf(found)), services.now())
}

people.get('/', async (c) => {
  const { database, now } = c.var.services
  const survey = await projectOf(c)
  const given = await parametersOf(c)
  if (textIn(given, 'phone_number')) return c.json([])
  const email = textIn(given, 'email')
  if (email) {
    const found = await findPersonBy(database, survey, `email:${email}`)
    return c.json(found ? [toPerson(found, now())] : [])
  }
  const { items, next } = await pageOf(c, survey, given)
  nextPage(c, '/people', next && `${next.at} ${next.among} ${next.within} ${next.key}`)
  return c.json(items.map((person) => toPerson(person, now())))
})

/** Reads that one page may take, since many answers may be of few people. */
const mostReads = 10
const [earliest, latest] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]

async function pageOf(c: Ctx, survey: SurveyRecord, given: Given) {
  const { database } = c.var.services
  const limit = limitIn(given)
  const { from, to } = spanIn(given)
  const found: { person: ProjectPerson; place: PeoplePlace }[] = []
  let place: PeoplePlace | null = peoplePlace(placeIn(given)) ?? beforeTime(from ?? earliest)
  for (let reads = 0; reads < mostReads && place !== null && found.length <= limit; reads += 1) {
    // One more than is shown says whether there is another page.
    const missing = limit + 1 - found.length
    const { people: read, next } = await peopleAfter(database, survey, place, to ?? latest, missing)
    const described = await describe(
      database,
      survey,
      read.map((each) => each.person),
    )
    for (const [at, person] of described.entries()) if (person) found.push({ person, place: read[at]!.place })
    place = next
  }
  const shown = found.slice(0, limit)
  return {
    items: shown.map(({ person }) => person),
    next: found.length > limit ? shown.at(-1)!.place : place,
  }
}

function peoplePlace(text: string | null): PeoplePlace | null {
  if (text === null) return null
  const [, at, among, within, key] = text.match(/^(-?\d{1,16}) (mailed|answered) (\S*) (.*)$/s) ?? []
  if (key === undefined) throw invalid('page_info', 'must be that of a Link header')
  return { at: Number(at), among: among as PeoplePlace['among'], key, within: within! }
}

people.get('/:id', async (c) => {
  const { database, now } = c.var.services
  const found = await requirePerson(database, await projectOf(c), c.req.param('id'))
  return c.json(toPerson(found, now()))
})

people.delete('/:id', async (c) => {
  const { database, now } = c.var.services
  const survey = await projectOf(c)
  const { id, email } = await requirePerson(database, survey, c.req.param('id'))
  await erasePerson(database, survey.workspaceId, id ?? email!, now())
  return c.json({ ok: true }, 202)
})

people.delete('/:email/survey_requests/pending', async (c) => {
  const { database } = c.var.services
  const survey = await projectOf(c)
  const { email } = await requirePerson(database, survey, c.req.param('email'))
  if (email === null) throw new Refusal('not-found', 'there is no such person')
  await unqueue(database, survey, email)
  return c.json({ ok: true }, 202)
})
