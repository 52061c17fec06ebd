import { expect } from 'vitest'
import type { World } from './world.ts'

export type Row = { id: string; rating: number } & Record<string, unknown>

/** What cases about reports do with a collector: bring answers, and ask for the report. */
export function reporterOf(world: World) {
  async function surveyWith(rows: readonly Row[], given: Record<string, unknown> = { metric: 'nps' }) {
    const id = await world.newSurvey(given)
    expect((await world.importRows(id, rows)).body).toMatchObject({ added: rows.length, refused: [] })
    return id
  }
  const ask = async (id: string, query = '') => world.client.get(`/v1/surveys/${id}/report?${query}`)
  const report = async (id: string, query = '') => (await ask(id, query)).body
  const repeat = (count: number, row: (i: number) => Omit<Row, 'id'>, name = 'r') =>
    Array.from({ length: count }, (_, i) => ({ id: `${name}${i}`, ...row(i) }) as Row)
  return { surveyWith, ask, report, repeat }
}
