import { Window } from 'happy-dom'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Console, openConsole } from '../../support/console.ts'
import { hostileStrings } from '../../support/hostileStrings.ts'
import { surveyWith } from '../../support/reports.ts'

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
