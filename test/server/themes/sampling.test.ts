import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Console, openConsole, textOf } from '../../support/console.ts'
import { surveyWith } from '../../support/reports.ts'

let app: Console
beforeAll(async () => {
  app = await openConsole()
})
afterAll(() => app?.close())

type Drawn = { id: string; comment: string; themes: string[] | null }

/** A survey of 200 comments that the rules of pricing find, a third of them wrongly. */
async function surveyOf200() {
  const answers = Array.from({ length: 200 }, (_, n) => ({
    ...{ id: `c${n}`, rating: 3, answeredAt: new Date(Date.now() - n * 3_600_000).toISOString() },
    comment: n % 3 === 0 ? `It works at any price ${n}` : `The price is too high ${n}`,
  }))
  const id = await surveyWith(app.collector, { metric: 'nps' }, answers)
  await expect.poll(async () => (await themes(id)).n, { timeout: 10_000 }).toBe(200)
  await expect.poll(async () => (await themes(id)).progress, { timeout: 10_000 }).toBeNull()
  return id
}

const themes = async (id: string) => (await app.api.get(`/v1/surveys/${id}/themes`)).body
const pricing = async (id: string) =>
  (await themes(id)).themes.find((each: { theme: string }) => each.theme === 'pricing')
const tag = (id: string, { id: answer, comment }: Drawn) =>
  app.api.put(`/v1/surveys/${id}/responses/${answer}/themes`, {
    themes: comment.startsWith('The price') ? ['pricing'] : [],
  })

describe('a random sample to tag', () => {
  it('corrects the shares once all of it is tagged; comments that somebody picked do not', async () => {
    const id = await surveyOf200()
    // Whoever corrects only what is wrong makes the rules look worse than they are.
    for (let n = 0; n < 120; n += 3) await tag(id, { id: `c${n}`, comment: 'It works', themes: null })
    expect((await pricing(id)).calibrated).toBeNull()
    const sample = (await app.api.post(`/v1/surveys/${id}/tag-samples`, { size: 40 })).body
    expect(sample).toMatchObject({ n: 40 })
    const untagged = (sample.responses as Drawn[]).filter(({ themes }) => themes === null)
    for (const [place, drawn] of untagged.entries()) {
      if (place === untagged.length - 1) expect((await pricing(id)).calibrated).toBeNull()
      await tag(id, drawn)
    }
    const { calibrated } = await pricing(id)
    expect(calibrated.tags).toBe(40)
    // Two thirds are of it in truth.
    expect(calibrated.interval.low).toBeLessThan(66.7)
    expect(calibrated.interval.high).toBeGreaterThan(66.7)
    expect(calibrated.percent).toBeGreaterThan(45)
  })

  it('has no answer of another sample, and of another period none', async () => {
    const id = await surveyOf200()
    const draw = async (asked: object) =>
      (await app.api.post(`/v1/surveys/${id}/tag-samples`, asked)).body.responses.map(({ id }: Drawn) => id)
    const [first, second] = [await draw({ size: 150 }), await draw({ size: 150 })]
    expect(new Set([...first, ...second]).size).toBe(200)
    expect(second).toHaveLength(50)
    expect(await draw({})).toEqual([])
    expect((await app.api.get(`/v1/surveys/${id}/tag-samples`)).body.items).toHaveLength(2)
  })

  it('says nothing of a period that it is not of', async () => {
    const id = await surveyOf200()
    const day = new Date(Date.now() - 2 * 86_400_000).toISOString()
    const { body } = await app.api.post(`/v1/surveys/${id}/tag-samples`, { size: 35, from: day })
    for (const drawn of body.responses) await tag(id, drawn)
    expect((await pricing(id)).calibrated).toBeNull()
    const lately = (await app.api.get(`/v1/surveys/${id}/themes?from=${day}`)).body
    expect(lately.themes[0].calibrated).toMatchObject({ tags: 35 })
  })

  it('is erased with its answers', async () => {
    const id = await surveyOf200()
    const { body } = await app.api.post(`/v1/surveys/${id}/tag-samples`, { size: 3 })
    const gone = body.responses[0].id
    await app.api.post(`/v1/surveys/${id}/responses/delete`, { ids: [gone] })
    const [sample] = (await app.api.get(`/v1/surveys/${id}/tag-samples`)).body.items
    expect(sample.n).toBe(2)
    expect(sample.responses.map(({ id }: Drawn) => id)).not.toContain(gone)
  })

  it('is drawn and tagged on a page, one after the other', async () => {
    const id = await surveyOf200()
    const path = `/console/surveys/${id}/tag`
    expect((await app.post(path, { deed: 'draw', size: '0' })).status).toBe(422)
    expect((await app.post(path, { deed: 'draw', size: '2' })).status).toBe(303)
    for (const done of [0, 1]) {
      const page = await app.get(path)
      expect(textOf(page)).toContain(`${done} of 2 tagged`)
      const answer = String(page.body).match(/name="id" value="([^"]+)"/)![1]!
      await app.post(path, { deed: 'tag', id: answer, themes: 'pricing' })
    }
    expect(textOf(await app.get(path))).toContain('Done. The report shows the corrected shares.')
    const [sample] = (await app.api.get(`/v1/surveys/${id}/tag-samples`)).body.items
    expect(sample).toMatchObject({ n: 2, tagged: 2 })
    expect(sample.responses[0].themes).toEqual(['pricing'])
  })
})

describe('the themes of one answer', () => {
  it('are added and removed on its page, say who said so, and go back to the rules', async () => {
    const id = await surveyOf200()
    const path = `/console/answers/${id}/c1`
    const themesOf = async () =>
      (await app.api.get(`/v1/surveys/${id}/responses/c1/themes`)).body.themes.map(
        ({ theme }: { theme: string }) => theme,
      )
    expect(textOf(await app.get(path))).toMatch(/pricing +by the rules/)
    await app.post(path, { deed: 'tag', themes: 'pricing', add: 'speed' })
    expect((await themesOf()).sort()).toEqual(['pricing', 'speed'])
    expect(textOf(await app.get(path))).toMatch(/speed +by hand/)
    await app.post(path, { deed: 'tag', themes: 'pricing', remove: 'pricing', add: 'speed' })
    expect(await themesOf()).toEqual([])
    await app.post(path, { deed: 'untag' })
    expect(await themesOf()).toEqual(['pricing'])
  })
})
