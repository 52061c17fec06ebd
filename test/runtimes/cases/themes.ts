import { describe, expect, it } from 'vitest'
import { newResponse } from '../../support/client.ts'
import type { World } from '../world.ts'

/** What comments speak of: reports, rules, trying them, tagging by hand. */
export function themesCases(world: World) {
  const put = (path: string, body: unknown) => world.client.put(path, body)
  const remove = (path: string) => world.client.erase(path)
  const themes = async (survey: string, query = '') =>
    (await world.client.get(`/v1/surveys/${survey}/themes${query}`)).body
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back
  const named = (body: any, theme: string) => body.themes.find((each: any) => each.theme === theme)
  const rules = {
    name: 'Ours',
    themes: { pricing: ['price', 'expensive'], speed: ['slow*', '!slow cooker'] },
  }

  /** Comments read again are read in the background: asked for until it is done. */
  async function whole(survey: string) {
    const progress = async () => (await world.client.get(`/v1/surveys/${survey}/codebook`)).body.progress
    await expect.poll(progress).toBeNull()
  }

  async function surveyWith(
    comments: readonly (readonly [rating: number, comment: string, plan?: string])[],
  ) {
    const survey = await world.newSurvey({ metric: 'nps' })
    const { body: codebook } = await world.client.post('/v1/codebooks', rules)
    expect((await put(`/v1/surveys/${survey}/codebook`, { codebook: codebook.id })).status).toBe(200)
    const rows = comments.map(([rating, comment, plan], i) => ({
      id: `r${i}`,
      rating,
      comment,
      answeredAt: new Date(Date.UTC(2026, 0, 1 + (i % 20), 12)).toISOString(),
      ...(plan && { properties: { plan } }),
    }))
    expect((await world.importRows(survey, rows)).body).toMatchObject({ refused: [] })
    return { survey, codebook }
  }

  describe('themes', () => {
    it('are counted as answers come, with share, effect, trend, segments and quotes', async () => {
      const { survey } = await surveyWith([
        ...Array.from({ length: 20 }, (_, i) => [i % 4, `😀 far too expensive ${i}`, 'free'] as const),
        ...Array.from({ length: 30 }, (_, i) => [10, `lovely ${i}`, 'pro'] as const),
        ...Array.from({ length: 5 }, () => [5, 'slow', 'pro'] as const),
      ])
      const body = await themes(survey, '?interval=month')
      expect(body).toMatchObject({ n: 55, progress: null, coverage: { count: 25, of: 55 } })
      const pricing = named(body, 'pricing')
      expect(pricing).toMatchObject({
        n: 20,
        share: { count: 20, of: 55 },
        bands: { positive: 0, neutral: 0, negative: 20 },
        polarity: { positive: 0, neutral: 0, negative: 20 },
        score: -100,
        delta: { verdict: 'real', first: { n: 20 }, second: { n: 35 } },
      })
      expect(pricing.share.interval.low).toBeGreaterThan(24)
      expect(pricing.impact.value).toBeLessThan(0)
      expect(pricing.trend).toHaveLength(1)
      expect(pricing.trend[0]).toMatchObject({ n: 20, share: { count: 20, of: 55 } })
      expect(pricing.quotes).toHaveLength(3)
      const [{ comment, spans }] = pricing.quotes
      expect(
        spans.map(({ start, end }: { start: number; end: number }) => comment.slice(start, end)),
      ).toEqual(['expensive'])
      expect(named(body, 'speed')).toMatchObject({
        n: 5,
        caution: 'counts only',
        share: null,
        delta: null,
        impact: null,
      })
      const [plans] = body.segments
      expect(plans.property).toBe('plan')
      const free = plans.values.find(({ value }: { value: string }) => value === 'free')
      expect(free).toMatchObject({ n: 20 })
      expect(named(free, 'pricing')).toMatchObject({ n: 20, share: { count: 20, of: 20 } })
      expect((await themes(survey, '?segment=plan:pro')).n).toBe(35)
      expect((await themes(survey, '?from=2026-02-01&to=2026-03-01')).n).toBe(0)
    })

    it('of nobody are listed without a share', async () => {
      const survey = await world.newSurvey({ metric: 'csat' })
      const body = await themes(survey)
      expect(body).toMatchObject({ n: 0, coverage: { percent: null }, progress: null })
      expect(body.themes.length).toBeGreaterThan(5)
      expect(
        body.themes.every((each: { n: number; share: unknown }) => each.n === 0 && each.share === null),
      ).toBe(true)
    })

    it('follow the revisions of an answer, and ticked reasons count', async () => {
      const survey = await world.newSurvey({ metric: 'nps', choices: ['Price', 'Our new logo'] })
      const answer = newResponse(survey, { rating: 2, comment: 'the support was slow' })
      await world.client.publicly('/v1/public/responses', answer)
      expect(named(await themes(survey), 'support')).toMatchObject({ n: 1, polarity: { negative: 1 } })
      const next = { ...answer, revision: 2, comment: '', choices: ['Price', 'Our new logo'] }
      await world.client.publicly('/v1/public/responses', next)
      const body = await themes(survey)
      expect(body.n).toBe(1)
      expect([named(body, 'support').n, named(body, 'pricing').n, named(body, 'Our new logo').n]).toEqual([
        0, 1, 1,
      ])
      expect(body.together).toContainEqual({ themes: ['Our new logo', 'pricing'], n: 1 })
    })

    it('can be had as CSV, with an ETag, and tell words nobody listed', async () => {
      const { survey } = await surveyWith([
        ...Array.from({ length: 12 }, (_, i) => [3, `the export button broke ${i}`] as const),
        [9, '=cmd price'],
      ])
      const path = `/v1/surveys/${survey}/themes`
      const csv = await world.client.get(path, { accept: 'text/csv' })
      expect(csv.headers.get('content-type')).toContain('text/csv')
      expect(csv.body.split('\n')[0]).toMatch(/^theme,parent,n,of,percent/)
      const tag = (await world.client.get(path)).headers.get('etag')!
      expect((await world.client.get(path, { 'if-none-match': tag })).status).toBe(304)
      const { body } = await world.client.get(`${path}/suggestions`)
      expect(body.unmatched.map(({ text }: { text: string }) => text).join(' ')).toContain('export button')
    })

    it('choose answers, with the places that matched', async () => {
      const { survey } = await surveyWith([
        [3, 'the price'],
        [3, 'nothing'],
        [8, 'slowly, my price is slow'],
      ])
      const { body } = await world.client.get(`/v1/surveys/${survey}/responses?theme=pricing&limit=1`)
      expect(body.items).toHaveLength(1)
      expect(body.items[0]).toMatchObject({
        comment: 'slowly, my price is slow',
        found: {
          byHand: false,
          themes: expect.arrayContaining([expect.objectContaining({ theme: 'speed' })]),
        },
      })
      const more = await world.client.get(
        `/v1/surveys/${survey}/responses?theme=pricing&limit=1&cursor=${body.nextCursor}`,
      )
      expect(more.body.items[0].comment).toBe('the price')
      expect(more.body.nextCursor).toBeNull()
    })
  })

  describe('a codebook', () => {
    it.each([
      [{ name: 'x', themes: { a: ['~'] } }, 'themes.a[0]'],
      [{ name: 'x', themes: { a: ['(a+)+$*b'] } }, 'themes.a[0]'],
      [{ name: 'x', themes: { a: ['x'.repeat(500)] } }, 'themes.a[0]'],
      [{ name: 'x', themes: { a: 'price' } }, 'themes.a'],
      [{ name: 'x', themes: { a: ['ok'] }, parents: { a: 'a' } }, 'parents.a'],
      [{ name: '', themes: { a: ['ok'] } }, 'name'],
      [{ name: 'x' }, 'themes'],
    ])('that cannot be matched is refused with the rule named: %j', async (given, field) => {
      const { status, body } = await world.client.post('/v1/codebooks', given)
      expect([status, body.errors[0].field]).toEqual([422, field])
    })

    it('is tried before it is saved: what each theme gains and loses', async () => {
      const { survey, codebook } = await surveyWith([
        [3, 'the price'],
        [3, 'cheap enough'],
        [3, 'too expensive'],
      ])
      const next = { ...rules, themes: { pricing: ['price', 'cheap'], speed: [] } }
      const { status, body } = await put(`/v1/codebooks/${codebook.id}?dryRun=true&survey=${survey}`, next)
      expect(status).toBe(200)
      expect(named(body, 'pricing')).toEqual({ theme: 'pricing', before: 2, after: 2, gained: 1, lost: 1 })
      expect(body.gained[0]).toMatchObject({
        comment: 'cheap enough',
        spans: [{ start: 0, end: 5, rule: 'cheap' }],
      })
      expect(body.lost[0]).toMatchObject({ comment: 'too expensive' })
      expect(named(await themes(survey), 'pricing').quotes).toHaveLength(2)
      expect((await world.client.get(`/v1/codebooks/${codebook.id}`)).body.themes).toEqual(rules.themes)
    })

    it('changed, has every comment read again; deleted, the one before it is back', async () => {
      const { survey, codebook } = await surveyWith([
        [3, 'the price'],
        [3, 'cheap enough'],
      ])
      const next = { name: 'Ours', themes: { cheapness: ['cheap'] } }
      expect((await put(`/v1/codebooks/${codebook.id}`, next)).status).toBe(200)
      await whole(survey)
      const counts = async () =>
        (await themes(survey)).themes.map((each: { theme: string; n: number }) => [each.theme, each.n])
      await expect.poll(counts).toEqual([['cheapness', 1]])
      expect((await remove(`/v1/codebooks/${codebook.id}`)).status).toBe(204)
      await whole(survey)
      await expect
        .poll(async () => (await themes(survey)).codebook)
        .toMatchObject({ id: null, by: 'default' })
      await expect.poll(async () => named(await themes(survey), 'pricing')?.n).toBe(2)
    })

    it('of the workspace is for every survey without one of its own', async () => {
      const { body: codebook } = await world.client.post('/v1/codebooks', rules)
      expect((await world.client.patch('/v1/workspace', { codebook: codebook.id })).body.codebook).toBe(
        codebook.id,
      )
      const survey = await world.newSurvey({ metric: 'nps' })
      expect((await world.client.get(`/v1/surveys/${survey}/codebook`)).body).toMatchObject({
        by: 'workspace',
      })
      expect((await world.client.patch('/v1/workspace', { codebook: 'nonsense' })).status).toBe(422)
      await world.client.patch('/v1/workspace', { codebook: null })
      expect((await world.client.get(`/v1/surveys/${survey}/codebook`)).body).toMatchObject({ by: 'default' })
    })
  })

  describe('tags by hand', () => {
    it('win over the rules until they are taken back', async () => {
      const { survey } = await surveyWith([[3, 'the price']])
      const path = `/v1/surveys/${survey}/responses/r0/themes`
      expect((await put(path, { themes: ['speed'] })).body).toMatchObject({
        themes: [{ theme: 'speed', polarity: 'negative' }],
        mentions: [],
        byHand: true,
      })
      expect(named(await themes(survey), 'pricing').n).toBe(0)
      expect(named(await themes(survey), 'speed').n).toBe(1)
      expect((await put(path, { themes: [] })).body.themes).toEqual([])
      expect((await themes(survey)).coverage.count).toBe(0)
      expect((await remove(path)).body).toMatchObject({ themes: [{ theme: 'pricing' }], byHand: false })
      expect(named(await themes(survey), 'pricing').n).toBe(1)
      expect((await put(path, { themes: ['nonsense'] })).body.errors[0].field).toBe('themes.0')
      expect((await put(`/v1/surveys/${survey}/responses/nobody/themes`, { themes: [] })).status).toBe(404)
    })

    it('correct the shares when there are enough of them', async () => {
      const { survey } = await surveyWith(
        Array.from(
          { length: 100 },
          (_, i) => [3, i < 40 ? `slow cooker, slowly ${i}` : `price ${i}`] as const,
        ),
      )
      const before = named(await themes(survey), 'pricing')
      expect(before).toMatchObject({ n: 60, calibrated: null })
      // A person finds that a third of what the rule finds is of something else.
      const { body: sample } = await world.client.post(`/v1/surveys/${survey}/tag-samples`, { size: 60 })
      for (const { id } of sample.responses) {
        const i = Number(id.slice(1))
        await put(`/v1/surveys/${survey}/responses/${id}/themes`, {
          themes: i >= 40 && i % 3 ? ['pricing'] : [],
        })
      }
      const { calibrated } = named(await themes(survey), 'pricing')
      expect(calibrated.tags).toBe(60)
      expect(calibrated.percent).toBeGreaterThan(28)
      expect(calibrated.percent).toBeLessThan(52)
    })
  })
}
