import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { adjustGoals } from '../../server/reports/adjust-goals.ts'
import { goalProgress } from '../../server/reports/goal-progress.ts'
import type { Database } from '../../server/storage/db.ts'
import { dueWork } from '../../server/storage/due-work.ts'
import { dropShares, sharesOf } from '../../server/storage/goal-shares.ts'
import { findPublicSurvey, findSurveyById, publishVersion } from '../../server/storage/surveys.ts'
import type { Goal } from '../../shared/goal.ts'
import { type Console, openConsole, textOf } from '../support/console.ts'
import { openTestDatabase } from '../support/database.ts'
import { importAnswers } from '../support/reports.ts'

const day = 86_400_000
const quarter = Date.UTC(2026, 6, 1)

describe('a goal, day by day', () => {
  let database: Database
  let close: () => Promise<void>
  beforeEach(async () => {
    ;({ database, close } = await openTestDatabase())
  })
  afterEach(() => close())

  /** As many answers at a time: of eleven, two are promoters, two passives and seven detractors. */
  const answer = (count: number, at: number, rating = 'n % 11') =>
    database.write([
      sql.raw(`WITH RECURSIVE n (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < ${count})
        INSERT INTO responses (survey_id, id, survey_version, revision, write_key_hash, rating, respondent_verified,
          channel, state, answered_at, updated_at)
        SELECT 'demo', '${at}-' || n, 1, 1, 'k', ${rating}, 0, 'widget', 'counted', ${at} + n, ${at} FROM n`),
    ])
  const change = async (goal: Goal | null, rules: object | null = null) => {
    const survey = (await findSurveyById(database, 'demo'))!
    await publishVersion(database, survey, { ...survey.definition, goal, rules: rules as never }, quarter)
  }
  const asked = async () => (await findPublicSurvey(database, 'demo'))!.survey.definition.rules?.share
  const progress = async (now: number) =>
    goalProgress(database, (await findSurveyById(database, 'demo'))!, { now, timezone: 'UTC' })
  const isDue = async (now: number) => (await dueWork(database, now, now)).upkeep

  it('asks a hundredth before anything is known, and then what brings the answers by its end', async () => {
    await change({ width: 5, every: 'quarter' })
    expect(await asked()).toBe(0.01)
    expect(await isDue(quarter)).toBe(true)
    expect(await adjustGoals(database, quarter + 3)).toBe(1)
    expect(await adjustGoals(database, quarter + 3)).toBe(0)
    // Each day's answers are those of a hundredth of a crowd of a thousand who answer.
    for (let gone = 0; gone < 30; gone += 1) {
      const share = (await asked())!
      await answer(Math.max(1, Math.round(1000 * share)), quarter + gone * day + 7 * 3_600_000)
      await adjustGoals(database, quarter + (gone + 1) * day)
    }
    const found = (await progress(quarter + 30 * day + 9))!
    expect(found).toMatchObject({ planned: 1533, plannedBy: 'widest spread', reachedOn: null })
    // 1,533 in 92 days.
    expect(found.share).toBeGreaterThan(0.015)
    expect(found.share).toBeLessThan(0.019)
    expect(found.answers).toBeGreaterThan(350)
    expect(found.expectedOn).toMatch(/^2026-09-[23]/)
    expect(await asked()).toBe(found.share)
    expect((await sharesOf(database, 'demo')).length).toBe(31)
  })

  it('plans by the spread of the year before, and asks nobody when all have come', async () => {
    await answer(1100, quarter - 40 * day)
    await change({ width: 5, every: 'quarter' })
    await adjustGoals(database, quarter + 2 * day)
    const before = (await progress(quarter + 2 * day))!
    // Variance 9/11 − (5/11)²: 0.612.
    expect(before).toMatchObject({ plannedBy: 'earlier answers', answers: 0, width: null })
    expect(Math.abs(before.planned - (1.96 ** 2 * 0.612) / 0.05 ** 2)).toBeLessThan(6)
    await answer(before.planned, quarter + 2 * day + 5)
    await adjustGoals(database, quarter + 3 * day)
    const after = (await progress(quarter + 3 * day))!
    expect(after).toMatchObject({ share: 0, expectedOn: null, reachedOn: '2026-07-03T00:00:00.000Z' })
    expect(after.width).toBeCloseTo(5, 1)
    expect(await asked()).toBe(0)
    // The next quarter begins anew.
    await adjustGoals(database, Date.UTC(2026, 9, 1))
    expect(await asked()).toBeGreaterThan(0)
  })

  it('finds the share from counts alone: what people say changes nothing', async () => {
    const shares: number[] = []
    for (const rating of ['0', '10']) {
      const fresh = await openTestDatabase()
      const own = database
      database = fresh.database
      await answer(500, quarter - 20 * day)
      await change({ width: 6, every: 'quarter' })
      await answer(80, quarter + 5 * day, rating)
      await adjustGoals(database, quarter + 10 * day)
      shares.push((await asked())!)
      database = own
      await fresh.close()
    }
    expect(shares[0]).toBe(shares[1])
    expect(shares[0]).toBeGreaterThan(0)
  })

  it('is due anew when it changes, keeps to the share of the rules, and ends with its survey’s goal', async () => {
    await change({ width: 5, every: 'month' })
    await adjustGoals(database, quarter)
    expect(await isDue(quarter + 1)).toBe(false)
    expect(await isDue(quarter + day)).toBe(true)
    await change({ width: 5, every: 'month' }, { share: 0.004 })
    expect(await isDue(quarter + 1)).toBe(true)
    await adjustGoals(database, quarter + 1)
    expect(await asked()).toBe(0.004)
    await change(null, { share: 0.3 })
    expect(await asked()).toBe(0.3)
    await adjustGoals(database, quarter + 1)
    expect(await sharesOf(database, 'demo')).toEqual([])
    expect(await isDue(quarter + 2 * day)).toBe(false)
    await dropShares(database, 'demo')
  })
})

describe('a goal, as people meet it', () => {
  let app: Console
  beforeAll(async () => {
    app = await openConsole()
  })
  afterAll(() => app?.close())

  const make = async (given: object) => (await app.api.post('/v1/surveys', given)).body

  it('is a part of the survey, and the widget gets its share', async () => {
    const goal = { width: 5, every: 'quarter' }
    const { id } = await make({ metric: 'nps', goal, rules: { quietDays: 3 } })
    expect((await app.api.get(`/v1/surveys/${id}`)).body.goal).toEqual(goal)
    const shown = (await app.api.get(`/v1/public/surveys/${id}`)).body
    expect([shown.rules, shown.goal]).toEqual([{ quietDays: 3, share: 0.01 }, undefined])
    const { body } = await app.api.get(`/v1/surveys/${id}/goal`)
    expect(body.goal).toEqual(goal)
    expect(body.progress).toMatchObject({ planned: 1533, answers: 0, width: null, share: 0.01 })
    await app.api.patch(`/v1/surveys/${id}`, { goal: null })
    expect((await app.api.get(`/v1/surveys/${id}/goal`)).body).toEqual({ goal: null, progress: null })
    expect((await app.api.get(`/v1/public/surveys/${id}`)).body.rules).toEqual({ quietDays: 3 })
  })

  it.each([
    [{ width: 0, every: 'quarter' }, 'goal.width'],
    [{ width: 5, every: 'fortnight' }, 'goal.every'],
    [{ width: 5 }, 'goal.every'],
    [{ width: 5, every: 'week', until: 'then' }, 'goal.until'],
  ])('is refused as %j', async (goal, field) => {
    const { status, body } = await app.api.post('/v1/surveys', { metric: 'nps', goal })
    expect([status, body.errors[0].field]).toEqual([422, field])
  })

  it('warns where any thirty answers are enough', async () => {
    const { warnings } = await make({ metric: 'ces', primary: 'mean', goal: { width: 5, every: 'week' } })
    expect(warnings[0].field).toBe('goal.width')
    expect((await make({ metric: 'csat', goal: { width: 5, every: 'week' } })).warnings).toEqual([])
  })

  it('says on the report and in the editor what it needs and what has come', async () => {
    const { id } = await make({ metric: 'csat', goal: { width: 4, every: 'month' } })
    const now = new Date().toISOString()
    const answers = Array.from({ length: 12 }, (_, n) => ({
      id: `a${n}`,
      rating: 4 + (n % 2),
      answeredAt: now,
    }))
    await importAnswers(app.collector, id, answers)
    const says =
      /±4 percentage points a month needs at most 597 answers.* 12 came this month: ±12.1 percentage points by now\. Today 1.0% of people are asked, always the same ones\. How many of them answer is not known yet\./
    expect(textOf(await app.get(`/console/surveys/${id}`))).toMatch(says)
    expect(textOf(await app.get(`/console/surveys/${id}/edit`))).toMatch(says)
    expect(textOf(await app.get(`/console/surveys/${id}/edit`))).toContain(
      'Asks as few as needed of everybody',
    )
    const { id: without } = await make({ metric: 'csat' })
    expect(textOf(await app.get(`/console/surveys/${without}`))).not.toContain('by now')
  })

  it('tells why somebody is not asked', async () => {
    const { id } = await make({ metric: 'nps', goal: { width: 5, every: 'quarter' } })
    const { body } = await app.api.get(`/v1/surveys/${id}/why-not/somebody`)
    const rule = body.rules.find((each: { rule: string }) => each.rule === 'share')
    expect(rule.value).toBe('1 %')
  })
})
