import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Console, openConsole, textOf } from '../../support/console.ts'
import { surveyWith } from '../../support/reports.ts'

let app: Console
beforeAll(async () => {
  app = await openConsole()
  const called = [
    { id: 'user-7', name: 'Jürgen Müller', email: 'j.mueller@acme.example' },
    { id: 'user-71', name: 'François Noël', email: 'noel@north.example' },
    { id: 'user-72', name: 'Noel Vega', email: 'vega@south.example' },
    { id: 'x-9', name: 'İlker Öz', email: 'ilker@acme.example' },
  ]
  const answers = called.map((respondent, place) => ({ id: `a-${place}`, rating: 9, respondent }))
  await surveyWith(app.collector, { metric: 'nps' }, answers)
})
afterAll(() => app?.close())

/** Who is found, in the order of the names. */
async function found(text: string): Promise<string[]> {
  const { headers } = await app.post('/console/people', { text })
  const page = textOf(await app.get(headers.get('location')!))
  return ['François', 'Jürgen', 'Noel Vega', 'İlker'].filter((name) => page.includes(name))
}

it.each([
  ['mül', ['Jürgen']],
  ['MULLER', ['Jürgen']],
  ['Müller, Jürgen', ['Jürgen']],
  ['jür mül', ['Jürgen']],
  ['noel v', ['Noel Vega']],
  ['fran n', ['François']],
  ['user-7', ['François', 'Jürgen', 'Noel Vega']],
  ['user-71', ['François']],
  ['acme.example', ['Jürgen', 'İlker']],
  ['ilker@ac', ['İlker']],
  ['oz', ['İlker']],
  ['nobody', []],
])('finds people by parts of their names, addresses and ids: %s', async (text, names) => {
  expect(await found(text)).toEqual(names)
})
