import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../../support/client.ts'
import { type Console, openConsole } from '../../support/console.ts'
import { surveyWith } from '../../support/reports.ts'

let app: Console
beforeAll(async () => {
  app = await openConsole()
})
afterAll(() => app?.close())

describe('strings that mean something to HTML', () => {
  const hostile = `"><script>alert(1)</script>'\u202e&amp;<img src=x onerror=alert(1)>`

  it('stand on every page as they are', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', name: hostile, question: hostile })
    const paths = ['', '/edit', '/versions', '/install', '/preview']
    for (const path of [
      '/console',
      '/console/surveys',
      ...paths.map((path) => `/console/surveys/${id}${path}`),
    ]) {
      const { body } = await app.get(path)
      expect(body).not.toMatch(/<script>alert|<img src=x/)
    }
  })
})

describe('a page that does not exist', () => {
  it('is a page to whoever looks, and a problem document to programs', async () => {
    const looked = await send(`${app.collector.url}/nowhere`, { headers: { accept: 'text/html' } })
    expect([looked.status, looked.body]).toEqual([404, expect.stringContaining('This page does not exist')])
    expect((await send(`${app.collector.url}/nowhere`)).body).toMatchObject({ code: 'not-found' })
    const { status, body } = await app.get('/console/surveys/none/edit')
    expect([status, body]).toEqual([404, expect.stringContaining('This page does not exist')])
  })
})

it('serves its style sheet and scripts under names that change with them, to be kept', async () => {
  const { body } = await app.get('/console/surveys/demo/edit')
  const files = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map(([, path]) => path)
  expect(files).toHaveLength(3)
  for (const path of files) {
    const { status, headers } = await app.get(path!)
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
  }
  expect((await app.get('/assets/manifest.json')).status).toBe(404)
})
