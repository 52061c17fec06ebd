import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { signedInCookie, surveyWith } from '../support/reports.ts'

let collector: Collector
let cookie: string
beforeAll(async () => {
  collector = await startCollector()
  cookie = await signedInCookie(collector)
})
afterAll(() => collector?.close())

const answers = (count: number, rating: number, comment: string) =>
  Array.from({ length: count }, (_, i) => ({ id: `${rating}-${i}`, rating, comment }))
const open = (path: string, form?: Record<string, string>[]) =>
  send(collector.url + path, {
    headers: { cookie, origin: collector.url },
    redirect: 'manual',
    ...(form && {
      method: 'POST',
      body: new URLSearchParams(form.flatMap((each) => Object.entries(each))),
    }),
  })

describe('themes on the report page', () => {
  it('have the numbers of the API, with matches marked and hostile text escaped', async () => {
    const survey = await surveyWith(collector, { metric: 'nps' }, [
      ...answers(12, 2, 'the <b>price</b> "><script>alert(1)</script>'),
      ...answers(8, 10, 'lovely'),
      ...answers(3, 9, 'slow'),
    ])
    const { body: themes } = await clientOf(collector).get(`/v1/surveys/${survey}/themes`)
    const { body } = await open(`/console/surveys/${survey}?theme=pricing`)
    const pricing = themes.themes.find(({ theme }: { theme: string }) => theme === 'pricing')
    expect(pricing.share).toMatchObject({ count: 12, of: 23 })
    expect(body).toContain(`<span>${pricing.share.percent.toFixed(1)}%</span>`)
    expect(body).toContain(String(Math.round(pricing.delta.difference)).replace('-', '−'))
    expect(body).toContain('too few for a share')
    expect(body).toContain('the &lt;b&gt;<mark title="price">price</mark>')
    expect(body).not.toContain('<script>alert')
    expect(body.slice(body.indexOf('id="comments"'))).not.toContain('lovely')
  })

  it('says who speaks of a theme by the scores they gave, whatever their words praise', async () => {
    const survey = await surveyWith(collector, { metric: 'nps' }, [
      ...answers(11, 7, 'I love the price'),
      ...answers(2, 10, 'the price is good'),
      ...answers(20, 9, 'lovely'),
    ])
    const { body } = await open(`/console/surveys/${survey}`)
    expect(body).toContain('<p class="soft said">Promoters 2, Passives 11</p>')
  })
})

describe('the page of rules', () => {
  it('previews rules, refuses invalid ones by name, saves them and removes them', async () => {
    const survey = await surveyWith(collector, { metric: 'nps' }, answers(5, 3, 'cheap & cheerful'))
    const path = `/console/surveys/${survey}/codebook`
    expect((await open(path)).body).toContain('These rules came with Sayso')
    const rules = [{ theme: '"><img src=x>', rules: 'cheap\ncheerful' }]
    const tried = await open(path, [{ deed: 'try' }, ...rules])
    expect(tried.body).toContain('<mark title="cheap">cheap</mark> &amp; <mark title="cheerful">')
    expect(tried.body).not.toContain('<img')
    const added = await open(path, [{ add: 'very', to: '"><img src=x>' }, ...rules])
    expect(added.body).toContain('cheap\ncheerful\nvery')
    const wrong = await open(path, [{ deed: 'save' }, { theme: 'a', rules: '~x~' }])
    expect([wrong.status, wrong.body.includes('themes.a[0]')]).toEqual([422, true])
    expect((await open(path, [{ deed: 'save' }, ...rules])).status).toBe(303)
    const { body } = await clientOf(collector).get(`/v1/surveys/${survey}/codebook`)
    expect(body).toMatchObject({
      by: 'survey',
      codebook: { themes: { '"><img src=x>': ['cheap', 'cheerful'] } },
    })
    await open(path, [{ deed: 'give up' }])
    expect((await clientOf(collector).get(`/v1/surveys/${survey}/codebook`)).body.by).toBe('default')
  })
})
