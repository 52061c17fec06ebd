import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Console, openConsole, textOf } from '../../support/console.ts'
import { surveyWith } from '../../support/reports.ts'

let app: Console
let survey: string
beforeAll(async () => {
  app = await openConsole()
  await app.post('/console/settings', { accountProperty: 'company' })
  survey = await surveyWith(app.collector, { metric: 'nps', name: 'How we do' }, [
    ...Array.from({ length: 12 }, (_, n) => answer('Acme', `acme-${n}`, n < 9 ? 10 : 3, 40)),
    // One who was a promoter, and one who was a detractor before, too.
    answer('Acme', 'acme-11', 9, 200),
    answer('Acme', 'acme-10', 2, 200),
    ...Array.from({ length: 3 }, (_, n) => answer('Beta & Söhne', `beta-${n}`, 8, 20)),
    ...Array.from({ length: 20 }, (_, n) => answer('Gone', `gone-${n}`, 9, 70 + 7 * n)),
    answer('Alone', 'quiet', 9, 150),
  ])
})
afterAll(() => app?.close())

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

function answer(company: string, person: string, rating: number, days: number) {
  return {
    id: `${person}-${days}`,
    ...{ rating, answeredAt: daysAgo(days), properties: { company } },
    respondent: { id: person, email: `${person}@example.com` },
  }
}

const list = async (query = '') => (await app.api.get(`/v1/accounts${query}`)).body
const named = async (account: string) =>
  (await list()).items.find((each: { account: string }) => each.account === account)

describe('accounts', () => {
  it('have a score from ten answers of the last year on, and only a count below', async () => {
    expect(await named('Acme')).toMatchObject({ n: 14, answers: 14, value: 42.857142857142854 })
    expect(await named('Beta & Söhne')).toMatchObject({ n: 3, value: null, interval: null })
  })

  it('count who fell a band since their answer before, and nobody who was there already', async () => {
    expect((await named('Acme')).fell).toBe(1)
    const { people } = (await app.api.get('/v1/accounts/Acme')).body
    expect(people[0]).toMatchObject({ id: 'acme-11', fellFrom: { rating: 3, before: 9 } })
    expect(people.filter((each: { fellFrom: unknown }) => each.fellFrom !== null)).toHaveLength(1)
    expect(people).toHaveLength(12)
  })

  it('are silent when three weeks with answers are missing', async () => {
    const { silent } = await named('Gone')
    expect(silent).toEqual({ weeks: 10, heard: 20, of: 20 })
    expect((await named('Acme')).silent).toBeNull()
  })

  it('have people who were asked in vain', async () => {
    const person = async () => (await app.api.get('/v1/accounts/Alone')).body.people[0]
    expect(await person()).toMatchObject({ asksSince: 0, isSilent: false })
    for (const event of ['shown', 'shown'])
      await app.api.publicly('/v1/public/views', {
        ...{ surveyId: survey, id: crypto.randomUUID(), event, respondent: { id: 'quiet' } },
      })
    expect(await person()).toMatchObject({ asksSince: 2, isSilent: true })
  })

  it('are sorted by each column, both ways, and come in pages', async () => {
    const names = async (query: string) =>
      (await list(query)).items.map((each: { account: string }) => each.account)
    expect((await names('?sort=name')).slice(0, 2)).toEqual(['Acme', 'Alone'])
    expect(await names('?sort=answers')).toEqual(['Gone', 'Acme', 'Beta & Söhne', 'Alone'])
    expect((await names('?sort=answers&order=reversed'))[0]).toBe('Alone')
    // Whose score is not known stands last, whatever the order.
    expect((await names('?sort=score')).slice(0, 2)).toEqual(['Acme', 'Gone'])
    expect((await names('?sort=score&order=reversed')).slice(0, 2)).toEqual(['Gone', 'Acme'])
    expect((await names('?sort=heard'))[0]).toBe('Beta & Söhne')
    const first = await list('?sort=name&limit=3')
    expect(first).toMatchObject({ nextCursor: '3', total: 4 })
    expect((await list('?sort=name&limit=3&cursor=3')).items).toHaveLength(1)
  })

  it('stand on their pages with the numbers of the API', async () => {
    const page = textOf(await app.get('/console/accounts'))
    expect(page).toContain('43 −')
    expect(page).toMatch(/Acme 43 .*? n = 14 14 .*? 1 person fell a band/)
    expect(page).toMatch(/silent 10 weeks, was heard in 20 of 20 weeks before/)
    expect(page).toMatch(/no score, 3 of 10 needed/)
    const one = textOf(await app.get('/console/accounts/Beta%20%26%20S%C3%B6hne'))
    expect(one).toContain('beta-0@example.com')
    expect((await app.get('/console/accounts/Nobody')).status).toBe(404)
  })

  it('are none where the workspace names no property', async () => {
    await app.api.patch('/v1/workspace', { accountProperty: null })
    expect(await list()).toMatchObject({ property: null, items: [] })
    expect(textOf(await app.get('/console/accounts'))).toContain('Name one in Settings')
    await app.api.patch('/v1/workspace', { accountProperty: 'company' })
  })
})

it('a person falls a band whichever of their names they answer by', async () => {
  const other = await openConsole()
  await other.post('/console/settings', { accountProperty: 'company' })
  const by = (id: string | null, email: string, rating: number, days: number) => ({
    ...answer('Acme', `${email}-${rating}`, rating, days),
    respondent: { ...(id && { id }), email },
  })
  await surveyWith(other.collector, { metric: 'nps' }, [
    // By id and email, then by the email alone; and the other way round.
    ...[by('ann', 'ann@x.test', 10, 60), by(null, 'Ann@x.test', 2, 10)],
    ...[by(null, 'ben@x.test', 9, 50), by('ben', 'ben@x.test', 4, 9)],
    // The newest of all is as good as the first.
    ...[by('cem', 'cem@x.test', 10, 60), by(null, 'cem@x.test', 3, 20), by('cem', 'cem@x.test', 9, 5)],
  ])
  const [account] = (await other.api.get('/v1/accounts')).body.items
  expect(account).toMatchObject({ account: 'Acme', answers: 7, fell: 2 })
  const { people } = (await other.api.get('/v1/accounts/Acme')).body
  const fell = people.filter((each: { fellFrom: unknown }) => each.fellFrom !== null)
  expect(fell.map(({ id, fellFrom }: { id: string; fellFrom: object }) => [id, fellFrom])).toEqual([
    ['ben', expect.objectContaining({ rating: 4, before: 9 })],
    ['ann', expect.objectContaining({ rating: 2, before: 10 })],
  ])
  await other.close()
})
