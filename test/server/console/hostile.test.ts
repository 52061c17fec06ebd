import { Window } from 'happy-dom'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Console, openConsole } from '../../support/console.ts'
import { hostileStrings } from '../../support/hostileStrings.ts'
import { importAnswers, surveyWith } from '../../support/reports.ts'

/** As many as big lists of such strings have, when there is time. */
const strings = hostileStrings(process.env.SAYSO_LONG === undefined ? 90 : 2694)
/** Answers that one page of the list holds. */
const perPage = 45

let app: Console
beforeAll(async () => {
  app = await openConsole()
  await app.api.patch('/v1/workspace', { accountProperty: 'company' })
})
afterAll(() => app?.close())

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

/** The texts that a page does not have as they were written, or has unescaped. */
function wrongOn(page: string, texts: readonly string[]): string[] {
  return texts.filter((text) => {
    const isThere = page.includes(escaped(text))
    return !isThere || (escaped(text) !== text && page.includes(text))
  })
}

const parser = new new Window().DOMParser()

/** What of a page would act or load something, if no Content-Security-Policy held it back: nothing of ours does. */
function activeOn(page: string): string[] {
  const document = parser.parseFromString(page, 'text/html')
  return [...document.querySelectorAll('*')].flatMap((element) => {
    const given = [...element.attributes].map(({ name, value }) => ({
      name: name.toLowerCase(),
      value: value ?? '',
    }))
    const acting = given.filter(
      ({ name, value }) =>
        /^(on|srcdoc$|style$)/.test(name) ||
        (/^(href|src|action|formaction|data|xlink:href)$/.test(name) &&
          !/^([/?#.]|https?:|mailto:)/.test(value)),
    )
    const isOurs = /^\/assets\//.test(element.getAttribute('src') ?? '')
    const isForeign =
      /^(IFRAME|OBJECT|EMBED|BASE|META|STYLE)$/.test(element.tagName) &&
      !['charset', 'name'].some((name) => element.hasAttribute(name)) &&
      !/^\/(console|s)\//.test(element.getAttribute('src') ?? '')
    const isScript = element.tagName === 'SCRIPT' && (!isOurs || element.textContent !== '')
    return acting.length > 0 || isForeign || isScript ? [element.outerHTML.slice(0, 200)] : []
  })
}

const batches = Array.from({ length: Math.ceil(strings.length / perPage) }, (_, batch) =>
  strings.slice(batch * perPage, (batch + 1) * perPage),
)

/** Later batches are newer: lists show the newest. */
const newest = (batch: number) => Date.now() - (batches.length - batch) * 3_600_000

it.each([
  '<svg/onload=alert(1)>',
  '<script>alert(1)</script>',
  '<a href="javascript:alert(1)">x</a>',
  '<iframe srcdoc="<b>">',
  '<meta http-equiv="refresh" content="0;url=//x.test">',
])('what would act on a page is noticed: %s', (text) => {
  expect(activeOn(`<!doctype html><title>Page</title><p>${text}`)).not.toEqual([])
})

it.each(batches.map((batch, place) => [place, batch] as const))(
  'strings that break pages are identical and inert on every page: batch %i',
  async (place, batch) => {
    const survey = batch[0]!
    const answers = batch.map((text, n) => ({
      ...{
        id: `h${place}-${n}`,
        rating: n % 11,
        answeredAt: new Date(newest(place) - n * 60_000).toISOString(),
      },
      ...{ comment: text, choices: [text.slice(0, 100)], properties: { company: text } },
      respondent: { id: `p${place}-${n}`, name: text },
    }))
    const id = await surveyWith(
      app.collector,
      { metric: 'nps', name: survey, question: survey, commentPrompt: survey },
      answers,
    )
    const page = async (path: string) => {
      const { status, body } = await app.get(path)
      expect([path, status]).toEqual([path, 200])
      expect([path, activeOn(String(body))]).toEqual([path, []])
      return String(body)
    }
    expect(wrongOn(await page(`/console/answers?survey=${id}`), batch)).toEqual([])
    // Names that are merge tags nobody filled in are nobody's.
    const names = batch.filter((text) => !/\{\{|[$#]\{|<[%<]/.test(text))
    expect(wrongOn(await page('/console/people'), names)).toEqual([])
    expect(wrongOn(await page(`/console/surveys/${id}`), [survey])).toEqual([])
    expect(wrongOn(await page(`/console/surveys/${id}/edit`), [survey])).toEqual([])
    expect(wrongOn(await page(`/console/surveys/${id}/install`), [survey])).toEqual([])
    expect(wrongOn(await page('/console/surveys'), [survey])).toEqual([])
    for (const [n, text] of batch.entries()) {
      if (n % 9 !== 0) continue
      expect(wrongOn(await page(`/console/answers/${id}/h${place}-${n}`), [text, survey])).toEqual([])
      expect(wrongOn(await page(`/console/people/p${place}-${n}`), [text])).toEqual([])
      expect(wrongOn(await page(`/console/accounts/${encodeURIComponent(text)}`), [text])).toEqual([])
      const found = new URLSearchParams({ text: text.split(' ')[0]! })
      expect(wrongOn(await page(`/console/accounts?${found}`), [text])).toEqual([])
    }
  },
)

it('a carriage return is the same character on the page, and a line break of a name is kept in a form', async () => {
  const comment = 'one\rtwo\r\nthree'
  const id = await surveyWith(app.collector, { metric: 'nps', name: 'one\ntwo' }, [
    { id: 'cr', rating: 9, comment },
  ])
  const { body } = await app.get(`/console/answers?survey=${id}`)
  expect(body).toContain('one&#13;two&#13;\nthree')
  const editor = (await app.get(`/console/surveys/${id}/edit`)).body
  expect(editor).toMatch(/<textarea[^>]*name="name"[^>]*>\s*one\ntwo<\/textarea>/)
  const path = `/console/answers/${id}/cr`
  await app.post(path, new URLSearchParams({ deed: 'follow-up', state: 'open', note: '\n\ncalm\r\ndown' }))
  const [, note] = (await app.get(path)).body.match(/<textarea[^>]*name="note"[^>]*>([^<]*)</)
  // Browsers drop the first.
  expect(note).toBe('\n\n\ncalm\ndown')
})

it('a long comment is cut with each of its characters as it was', async () => {
  const comment = `\ufffd${'x'.repeat(398)}😀 more of it`
  const id = await surveyWith(app.collector, { metric: 'nps' }, [{ id: 'long', rating: 9, comment }])
  expect((await app.get(`/console/answers?survey=${id}`)).body).toContain(`>\ufffd${'x'.repeat(398)} …<`)
})

it('names that turn the direction of writing stand apart from the words around them', async () => {
  const name = (what: string) => `\u202e${what} מה`
  const [survey, property, value, theme] = ['survey', 'property', 'value', 'theme'].map(name) as string[]
  await app.api.patch('/v1/workspace', { name: name('workspace'), accountProperty: property })
  const book = (await app.api.post('/v1/codebooks', { name: 'Ours', themes: { [theme!]: ['price'] } })).body
  const answers = Array.from({ length: 60 }, (_, place) => ({
    ...{ id: `${place}`, rating: place < 30 ? 10 : 1, comment: place < 30 ? 'the price' : 'slow' },
    ...{
      properties: { [property!]: place < 30 ? value : 'other' },
      respondent: { id: `t${place}`, name: value },
    },
  }))
  const id = await surveyWith(app.collector, { metric: 'nps', name: survey, touchpoint: survey }, [])
  await app.api.put(`/v1/surveys/${id}/codebook`, { codebook: book.id })
  await importAnswers(app.collector, id, answers)
  const second = await surveyWith(app.collector, { metric: 'nps', name: survey }, answers.slice(0, 1))
  const chosen = new URLSearchParams({ segment: `${property}:${value}`, theme: theme! })
  const loose: string[] = []
  for (const path of [
    ...[
      `/console/surveys/${id}`,
      `/console/surveys/${id}?${chosen}`,
      `/console/surveys/${id}?with=${second}`,
    ],
    ...[`/console/answers?${chosen}`, '/console/accounts', `/console?search=${encodeURIComponent(value!)}`],
    ...[`/console/surveys/${id}?${new URLSearchParams({ segment: `${property}:${theme}` })}`, `/s/${id}`],
  ]) {
    const document = parser.parseFromString(String((await app.get(path)).body), 'text/html')
    for (const element of document.querySelectorAll('body *')) {
      const own = [...element.childNodes]
        .filter(({ nodeType }) => nodeType === 3)
        .map(({ textContent }) => textContent)
      if (!own.join('').includes('\u202e')) continue
      const apart = element.closest('bdi, [dir]:not(html), pre, option, .hide, .soft.small')
      const isAlone = [survey, property, value, theme, name('workspace')].includes(apart?.textContent?.trim())
      if (!isAlone && !apart?.matches('pre, option, .hide'))
        loose.push(`${path.slice(0, 30)} ${element.outerHTML}`)
    }
  }
  expect(loose).toEqual([])
})
