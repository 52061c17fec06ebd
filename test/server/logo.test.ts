import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { textOf } from '../support/console.ts'

const image = 'data:image/png;base64,iVBORw0KGgo='
const address = 'https://img.acme.example/logo.svg'

let collector: Collector
let client: Client
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
})
afterAll(() => collector?.close())

const make = (look: object) => client.post('/v1/surveys', { metric: 'nps', look })
const surveyWith = async (look: object) => {
  const { body } = await make(look)
  await client.post(`/v1/surveys/${body.id}/publish`, {})
  return `${body.id}`
}
const read = async (path: string) => (await fetch(collector.url + path)).json()

describe('the logo of a survey', () => {
  it('comes with the name of the workspace, which it is called by, once that has one', async () => {
    const id = await surveyWith({ logo: image })
    expect(await read(`/v1/public/surveys/${id}`)).toMatchObject({ look: { logo: image } })
    expect(await read(`/v1/public/surveys/${id}`)).not.toHaveProperty('customer')
    await client.patch('/v1/workspace', { name: 'Acme' })
    expect(await read(`/v1/public/surveys/${id}`)).toMatchObject({ customer: 'Acme' })
    const without = await surveyWith({ accent: '#ffd500' })
    expect(await read(`/v1/public/surveys/${without}`)).not.toHaveProperty('customer')
    const script = await (await fetch(`${collector.url}/sayso/${id}.js`)).text()
    expect(script).toContain('"customer":"Acme"')
  })

  it.each([
    [image, 'data:'],
    [address, 'https://img.acme.example'],
  ])('stands on the hosted page, whose policy lets in it and nothing else: %s', async (logo, source) => {
    const page = await fetch(`${collector.url}/s/${await surveyWith({ logo })}`)
    expect(await page.text()).toContain(`<img src="${logo}" alt="Acme"`)
    expect(page.headers.get('content-security-policy')).toContain(`img-src 'self' ${source};`)
  })

  it('is no other page’s business', async () => {
    const page = await fetch(`${collector.url}/s/${await surveyWith({})}`)
    expect(page.headers.get('content-security-policy')).toContain("img-src 'self';")
    expect(await page.text()).toMatch(/<p class="from"><bdi>Acme<\/bdi>/)
  })

  it.each([
    ['by plain http', 'http://acme.example/logo.png'],
    ['by an address with a password', 'https://user:pass@acme.example/logo.png'],
    ['by a long address', `https://acme.example/${'x'.repeat(500)}`],
    ['a script', 'javascript:alert(1)'],
    ['another kind of data', 'data:text/html;base64,PGI+'],
    ['written out', 'data:image/svg+xml,<svg onload=alert(1)>'],
    ['large', `data:image/png;base64,${'A'.repeat(12_000)}`],
  ])('is an image by https or in the survey itself, and small: refused when it is %s', async (_, logo) => {
    const { status, body } = await make({ logo })
    expect(status).toBe(422)
    expect(JSON.stringify(body.errors)).toContain('look.logo')
  })
})

describe('the hosted page', () => {
  it('says who sees the answer, in the language of the page', async () => {
    const of = async (language: string) => {
      const response = await fetch(`${collector.url}/s/demo?language=${language}`)
      return textOf({ body: await response.text() })
    }
    expect(await of('en')).toContain('Acme sees your answer and, if you were invited, who you are.')
    expect(await of('de')).toContain(
      'Acme sieht Ihre Antwort und, falls Sie eingeladen wurden, wer Sie sind.',
    )
  })
})
