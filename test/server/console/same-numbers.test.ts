import { afterAll, beforeAll, expect, it } from 'vitest'
import { count, figure } from '../../../server/pages/report/numbers.ts'
import { channels } from '../../../shared/response.ts'
import { seededRandom } from '../../bench/random.ts'
import { type Console, openConsole, textOf } from '../../support/console.ts'
import { surveyWith } from '../../support/reports.ts'

const isLong = process.env.SAYSO_LONG !== undefined
const [surveys, filters] = isLong ? [50, 6] : [4, 6]
const random = seededRandom(11)
const oneOf = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

let app: Console
beforeAll(async () => {
  app = await openConsole()
})
afterAll(() => app?.close())

const metrics = [
  ['nps', 11, 0],
  ['csat', 5, 1],
  ['ces', 7, 1],
] as const

async function madeUpSurvey() {
  const [metric, points, least] = oneOf(metrics)
  const size = 20 + Math.floor(random() * 150)
  const answers = Array.from({ length: size }, (_, n) => ({
    ...{ id: `a${n}`, rating: least + Math.floor(random() * points), answeredAt: daysAgo(random() * 300) },
    ...(random() < 0.4 && { comment: oneOf(['the price', 'too slow', 'fine', 'support helped']) }),
    ...(random() < 0.3 && { origin: 'https://a.example' }),
    properties: { plan: oneOf(['free', 'pro']), seats: oneOf([1, 5, 20]) },
    channel: oneOf(channels.filter((each) => each !== 'import' && each !== 'api')),
  }))
  return surveyWith(app.collector, { metric }, answers)
}

function madeUpFilter(): [name: string, value: string][] {
  const from = 30 + Math.floor(random() * 250)
  const one = {
    ...(random() < 0.6 && { from: daysAgo(from).slice(0, 10) }),
    ...(random() < 0.3 && { to: daysAgo(from - 25).slice(0, 10) }),
    ...(random() < 0.5 && { segment: oneOf(['plan:free', 'plan:pro']) }),
    ...(random() < 0.3 && { channel: oneOf(['widget', 'email', 'page']) }),
    ...(random() < 0.2 && { band: oneOf(['positive', 'neutral', 'negative']) }),
    ...(random() < 0.2 && { theme: oneOf(['pricing', 'support']) }),
    ...(random() < 0.2 && { text: oneOf(['price', 'slow']) }),
    ...(random() < 0.1 && { origin: 'https://a.example' }),
    ...(random() < 0.2 && { timezone: oneOf(['Europe/Berlin', 'Pacific/Apia']) }),
  }
  return [...Object.entries(one), ...(random() < 0.3 ? [['segment', 'seats:5'] as [string, string]] : [])]
}

it('every number of a report and a list is the one of the API, whatever the filter', async () => {
  for (let made = 0; made < surveys; made += 1) {
    const id = await madeUpSurvey()
    for (let turn = 0; turn < filters; turn += 1) {
      const query = new URLSearchParams(madeUpFilter())
      const { status, body } = await app.api.get(`/v1/surveys/${id}/report?${query}`)
      if (status === 422) continue
      const page = await app.get(`/console/surveys/${id}?${query}`)
      const text = textOf(page).replace(/\s+/g, ' ')
      const said = `${query}: `
      expect(said + text).toContain(`${count(body.n)} answer`)
      if (body.score.value !== null)
        expect(said + text).toContain(` ${figure(body.score.value, body.score.unit)}, 95% sure between`)
      for (const { channel: _, n } of body.channels) expect(said + text).toContain(` ${count(n)} `)
      for (const { values } of body.segments)
        for (const { value, n, score } of values)
          if (score !== null)
            expect(said + text).toContain(`${value} ${count(n)} ${figure(score, body.score.unit)} `)

      query.set('survey', id)
      const listed = (await app.api.get(`/v1/answers?${query}`)).body
      const list = textOf(await app.get(`/console/answers?${query}`))
      const share =
        listed.n === listed.of
          ? `${count(listed.n)} answer`
          : `${count(listed.n)} of ${count(listed.of)} answer`
      expect(said + list).toContain(share)
      // The list has exactly the answers that the report counts.
      expect([said, listed.n]).toEqual([said, body.n])
    }
  }
}, 300_000)
