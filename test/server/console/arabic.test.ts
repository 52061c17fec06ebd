import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Window } from 'happy-dom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consolePages } from '../../../server/pages/console.ts'
import { arabic } from '../../../server/pages/texts/arabic.ts'
import { catalogue } from '../../../server/pages/texts/catalogue.ts'
import { isGroup } from '../../../server/pages/texts/translatable.ts'
import usual from '../../../shared/themes/codebooks/en.json' with { type: 'json' }
import { clientOf, send } from '../../support/client.ts'
import { type Collector, startCollector } from '../../support/collector.ts'
import { signedInCookie, surveyWith } from '../../support/reports.ts'

let collector: Collector
let cookie: string
let surveyId: string
let ruledId: string
let campaignId: string
let importId: string
/** A survey with every rule. */
const rules = {
  when: { event: 'شراء', seconds: 5, scroll: 50, idle: 3, exit: true, click: '.x' },
  pages: { include: ['/x'], exclude: ['/y'] },
  audience: [
    { property: 'خطة', is: ['مجانية'] },
    { property: 'خطة', not: ['أساسية'] },
  ],
  ...{ share: 0.5, afterAnswered: null, afterDismissed: 3, quietDays: 5, quota: 10 },
  ...{ from: '2026-01-01T00:00:00Z', until: '2090-01-01T00:00:00Z' },
}

beforeAll(async () => {
  collector = await startCollector()
  cookie = await signedInCookie(collector)
  await surveyWith(
    collector,
    { metric: 'csat', name: 'رضا', language: 'ar' },
    answers().map((each) => ({ ...each, rating: 1 + (each.rating % 5) })),
  )
  surveyId = await surveyWith(
    collector,
    { metric: 'nps', scale: '0-10', name: 'استبيان', language: 'ar' },
    answers(),
  )
  ruledId = await surveyWith(collector, { metric: 'ces', name: 'قواعد', language: 'ar', rules }, [])
  campaignId = await campaignWith(surveyId)
  const brought = { file: 'ملف', hash: 'x', mapping: { درجة: 'عمود' } }
  importId = (await clientOf(collector).post(`/v1/surveys/${surveyId}/imports`, brought)).body.id
  await clientOf(collector).patch('/v1/workspace', { accountProperty: 'خطة' })
  await clientOf(collector).post(`/v1/surveys/${surveyId}/responses/hold`, { ids: ['a-1', 'a-2'] })
})
afterAll(() => collector?.close())

/** A campaign that mails on some days again and again, with a person in it. */
async function campaignWith(survey: string): Promise<string> {
  const api = clientOf(collector)
  const { status, body } = await api.post('/v1/campaigns', {
    surveyId: survey,
    from: { address: 'ask@acme.example', name: 'سلمى' },
    window: { days: ['mon', 'wed'], from: '09:00', to: '17:00' },
    reminders: { afterDays: 3 },
    perHour: 50,
  })
  expect(status).toBe(201)
  await api.post(`/v1/campaigns/${body.id}/people`, { people: [{ email: 'a@x.example', name: 'علي' }] })
  return body.id
}

/** Answers now and before, so that a report has everything to say. */
function answers() {
  const day = 86_400_000
  return Array.from({ length: 120 }, (_, place) => ({
    id: `a-${place}`,
    rating: place % 3 === 0 ? 9 : place % 11,
    answeredAt: new Date(Date.now() - ((place % 100) + 1) * day).toISOString(),
    respondent: { id: `u-${place % 7}`, name: 'سارة' },
    comment: place % 2 === 0 ? 'السعر مرتفع.' : 'سهل الاستخدام.',
    properties: { خطة: place % 2 === 0 ? 'أساسية' : 'متقدمة' },
  }))
}

const see = (path: string, language: string, more = '') =>
  send(collector.url + path, {
    headers: { cookie: cookie + more, accept: 'text/html', 'accept-language': language },
    redirect: 'manual',
  })

/** What a page says, to eyes or to ears, outside of what is marked as another language. */
function saidOn(body: string): string[] {
  const { document } = new Window({ settings: { disableJavaScriptEvaluation: true } })
  document.documentElement.innerHTML = body
    .replace(/^[\s\S]*?<html[^>]*>/, '')
    .replace(/<script[\s\S]*?<\/script>/g, '')
  // Time zones have no other names; a survey is asked in the words of its languages.
  const foreigns = 'button[lang], div[lang="en"], [lang="fr"], pre, code, option[value*="/"]'
  for (const foreign of document.querySelectorAll(foreigns)) foreign.remove()
  const texts = [...document.querySelectorAll('body *')].flatMap((element) => [
    ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent ?? ''),
    ...['aria-label', 'placeholder', 'title', 'alt'].map((name) => element.getAttribute(name) ?? ''),
  ])
  return texts.map((text) => text.trim()).filter((text) => text !== '')
}

/** Every text of a translation, those of its plurals too. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return Object.values(value as object).flatMap(textsOf)
}

const latin = /[A-Za-z_]{2,}/g
/** Names and code that stand in Arabic texts as they are, and what the test's surveys have. */
const latinInArabic = new Set([
  ...textsOf(arabic).flatMap((text) => text.match(latin) ?? []),
  // What the tests ask for, and what a new database has: its survey, and the themes of the usual codebook.
  ...'UTC Demo ask acme example plan free century segment text interval with https app billing'.split(' '),
  ...'SAYSO_ADMIN_KEY signed_up_at Mars Europe Berlin en pt BR popover modal bar inline page'.split(' '),
  ...Object.keys(usual.themes).flatMap((theme) => theme.match(latin) ?? []),
])

/** What a page says in another language than Arabic. */
const foreignIn = (body: string) =>
  saidOn(body).filter((text) => text.match(latin)?.some((word) => !latinInArabic.has(word)))

const pages = [
  '/console',
  '/console/surveys',
  '/console/new-survey',
  '/console/surveys/SURVEY/install',
  '/console/surveys/SURVEY/delete',
  '/console/surveys/SURVEY',
  '/console/surveys/SURVEY?interval=week&count=latest',
  `/console/surveys/SURVEY?segment=${encodeURIComponent('خطة:أساسية')}&compare=none&verified=false`,
  '/console/surveys/SURVEY?segment=plan:free',
  '/console/answers',
  '/console/answers?band=positive&channel=import&contact=false&state=open&text=a&verified=false',
  '/console/answers/SURVEY/a-2',
  '/console/answers?state=held&survey=SURVEY',
  '/console/answers?segment=plan:free&text=%2B',
  '/console/surveys/SURVEY?interval=century',
  '/console/surveys/SURVEY?with=RULED',
  '/console/surveys/RULED',
  '/console/surveys/RULED/edit',
  '/console/answers?survey=SURVEY&band=negative',
  '/console/surveys/SURVEY/edit',
  '/console/surveys/SURVEY/edit?language=fr',
  '/console/surveys/SURVEY/versions',
  '/console/settings?saved=yes',
  '/console/settings/keys',
  '/console/settings/secrets?new=links',
  '/console/settings/themes',
  '/console/settings/imports',
  '/console/settings/imports/IMPORT',
  '/console/settings/data',
  '/console/people',
  '/console/people?text=z',
  '/console/people/u-1',
  '/console/people/u-1/erase',
  '/console/people/u-1/why-not',
  '/console/people/u-1/why-not?survey=RULED',
  '/console/people/u-1/why-not?survey=RULED&at=2026-11-01T10:00&page=https://x.example/y',
  '/console/people/u-1/why-not?survey=RULED&at=2091-01-01T10:00&page=x',
  '/console/accounts',
  '/console/accounts?text=z',
  `/console/accounts/${encodeURIComponent('أساسية')}`,
  '/console/campaigns',
  '/console/new-campaign',
  '/console/campaigns/CAMPAIGN',
  '/console/campaigns/CAMPAIGN/edit',
  '/console/campaigns/CAMPAIGN/people',
  '/console/surveys/SURVEY/tag',
  '/console/surveys/SURVEY/codebook',
  '/',
  '/demo',
  '/docs',
  '/docs/reference',
  '/console/nowhere',
]

const isWrong = /plan:|century|page=x|SURVEY\?with=RULED/

/** What is no page, or leads to one. */
const noPages = /\.(csv|svg)$|\/file$|\/report$|\/held$|\/preview$|\/mail$|\/backup$|\/first\//

it('every page of the console is among those looked at', () => {
  const routes = consolePages.routes.filter(({ method, path }) => method === 'GET' && !noPages.test(path))
  const missing = routes.filter(({ path }) => {
    const page = new RegExp(`^/console${path === '/' ? '' : path.replace(/:\w+/g, '[^/]+')}$`)
    return !pages.some((each) => page.test(each.split('?')[0]!))
  })
  expect(missing.map(({ path }) => path)).toEqual([])
})

describe('a browser that asks for Arabic', () => {
  it.each(pages)('is shown all of %s in it, from right to left', async (path) => {
    const { status, body } = await see(
      path
        .replace('SURVEY', surveyId)
        .replace('RULED', ruledId)
        .replace('CAMPAIGN', campaignId)
        .replace('IMPORT', importId),
      'ar,en;q=0.5',
    )
    expect(status).toBe(path.includes('nowhere') ? 404 : isWrong.test(path) ? 422 : 200)
    expect(body).toContain('<html lang="ar" dir="rtl">')
    expect(saidOn(body).length).toBeGreaterThan(3)
    expect(foreignIn(body)).toEqual([])
  })

  it('is shown in it what a published survey would be after a change', async () => {
    const path = `/console/surveys/${surveyId}/edit`
    const { document } = new Window({ settings: { disableJavaScriptEvaluation: true } })
    document.body.innerHTML = (await see(path, 'ar')).body.match(
      /<form class="stack" id="editor"[\s\S]*?<\/form>/,
    )![0]
    const { FormData } = document.defaultView!
    const form = new FormData(document.querySelector('form')!)
    const fields = [...form].map(([name, value]) => [name, String(value)])
    const { body } = await send(collector.url + path, {
      method: 'POST',
      headers: { cookie, 'accept-language': 'ar', origin: collector.url },
      body: new URLSearchParams({
        ...Object.fromEntries(fields),
        ...{ deed: 'review', question: 'سؤال آخر؟', 'look.radius': '3' },
      }),
    })
    expect(body).toContain(arabic.editor.publish.question)
    expect(foreignIn(body)).toEqual([])
  })

  it.each([
    ['/new-survey', { kind: 'nps', name: '', language: 'xx-', id: 'X' }],
    [
      '/surveys/SURVEY/edit',
      { deed: 'review', name: '', 'look.accent': 'blue', 'rules.share': '700', 'rules.include': 'x' },
    ],
    [
      '/settings',
      { name: '', timezone: 'Mars', quietDays: '-1', origins: 'app.example/x', answersKeptDays: 'x' },
    ],
    ['/settings/keys', { name: '' }],
    ['/settings/secrets', { deed: 'identity' }],
    ['/new-campaign', { surveyId: 'SURVEY', 'from.address': 'ask', 'window.from': '25:00', restDays: '900' }],
    ['/campaigns/CAMPAIGN/edit', { 'from.address': 'ask', perHour: 'x', timezone: 'Mars' }],
    ['/campaigns/CAMPAIGN/people', { people: 'email,name\nask,x\nask@example,y' }],
    ['/campaigns/CAMPAIGN/people', { people: 'ask' }],
    ['/campaigns/CAMPAIGN/test', { to: 'ask' }],
    ['/campaigns/CAMPAIGN/test', { to: 'ask@acme.example' }],
    ['/campaigns/CAMPAIGN/state', { deed: 'start' }],
    ['/surveys/SURVEY/codebook', { deed: 'save', 'theme-0': 'plan', 'rules-0': '+' }],
    ['/people/u-1/erase', { name: 'ask' }],
  ])('is told in it what is wrong with a form of %s', async (path, fields) => {
    const address = path.replace('SURVEY', surveyId).replace('CAMPAIGN', campaignId)
    const { surveyId: asked, ...others } = fields as Record<string, string>
    const { status, body } = await send(`${collector.url}/console${address}`, {
      method: 'POST',
      headers: { cookie, accept: 'text/html', 'accept-language': 'ar', origin: collector.url },
      body: new URLSearchParams({ ...others, ...(asked && { surveyId }) }),
    })
    expect([409, 422]).toContain(status)
    expect(foreignIn(body)).toEqual([])
  })

  it('is told in it what a check of the database found', async () => {
    const { status, body } = await send(`${collector.url}/console/settings/data`, {
      method: 'POST',
      headers: { cookie, 'accept-language': 'ar', origin: collector.url },
    })
    expect(status).toBe(200)
    expect(body).toContain(arabic.settings.data.well)
    expect(foreignIn(body)).toEqual([])
  })

  it('is asked in it to sign in, and told so when the key is wrong', async () => {
    const headers = { 'accept-language': 'ar', origin: collector.url }
    const page = await send(`${collector.url}/console`, { headers })
    const wrong = await send(`${collector.url}/console/sign-in`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ key: 'wrong' }),
    })
    for (const { body } of [page, wrong]) {
      expect(body).toContain('<html lang="ar" dir="rtl">')
      expect(foreignIn(body)).toEqual([])
    }
    expect(wrong.body).toContain(arabic.shell.signIn.wrong.key)
  })

  it('reads numbers as its country writes them', async () => {
    const { body } = await see('/console', 'ar-EG')
    expect(body).toMatch(/<span class="figure">[؜−٠-٩]+<\/span>/)
    expect((await see('/console', 'ar')).body).toMatch(/<span class="figure">[\u200e−0-9]+<\/span>/)
  })
})

it('a page without a translation is in English whole, and says so, within the bar in Arabic', async () => {
  const pages = ['/docs', '/docs/reference/public']
  for (const path of pages) {
    const { body } = await see(path, 'ar')
    const english = body
      .match(/<div[^>]* lang="en" dir="ltr">[\s\S]*/)![0]
      .split(/<\/main>|<nav class="dock"/)[0]!
    expect(english.length).toBeGreaterThan(1000)
    expect(english).not.toMatch(/[\u0600-\u06ff]/)
  }
})

describe('the language', () => {
  it('is chosen by a form, kept in a cookie, and led back from', async () => {
    const chosen = await send(`${collector.url}/console/language`, {
      method: 'POST',
      headers: { origin: collector.url },
      body: new URLSearchParams({ language: 'ar', back: '/console/surveys?state=live' }),
      redirect: 'manual',
    })
    expect(chosen.status).toBe(303)
    expect(chosen.headers.get('location')).toBe('/console/surveys?state=live')
    const kept = chosen.headers.get('set-cookie')!.split(';')[0]
    expect((await see('/console', 'en', `; ${kept}`)).body).toContain('<html lang="ar" dir="rtl">')
    expect((await see('/console', 'ar', '; sayso_language=en')).body).toContain('<html lang="en" dir="ltr">')
  })

  it('is English for whoever asks for one that we have not, or for English first', async () => {
    for (const asked of ['', 'fr', 'en, ar;q=0.9', 'x, "', 'arn'])
      expect((await see('/console', asked)).body).toContain('<html lang="en" dir="ltr">')
  })

  it('is refused where we have no such', async () => {
    const refused = await send(`${collector.url}/console/language`, {
      method: 'POST',
      headers: { origin: collector.url },
      body: new URLSearchParams({ language: 'fr', back: '//elsewhere.example' }),
      redirect: 'manual',
    })
    expect(refused.status).toBe(422)
    expect(refused.headers.get('set-cookie')).toBeNull()
  })

  it('changes nothing of what the API says', async () => {
    const api = clientOf(collector)
    const report = await api.get(`/v1/surveys/${surveyId}/report`)
    expect(JSON.stringify(report.body)).not.toMatch(/[\u0600-\u06ff]{3} /)
  })
})

type Leaf = readonly [path: string, text: unknown]

function leavesOf(texts: object, path: string): Leaf[] {
  return Object.entries(texts).flatMap(([key, text]): Leaf[] =>
    isGroup(text) ? leavesOf(text, `${path}.${key}`) : [[`${path}.${key}`, text]],
  )
}

describe('the catalogue', () => {
  const english = Object.entries(catalogue).flatMap(([name, texts]) => leavesOf(texts, name))

  it('takes in Arabic no more than it is given in English', () => {
    const wrong = english.filter(([path, text]) => {
      const own = path.split('.').reduce((texts, key) => (texts as never)?.[key], arabic as unknown)
      if (own === undefined) return false
      const most = typeof text === 'function' ? text.length : 0
      return [...JSON.stringify(own).matchAll(/\{(\d)\}/g)].some(([, place]) => Number(place) >= most)
    })
    expect(wrong.map(([path]) => path)).toEqual([])
  })

  it('has no text that no page uses', () => {
    const root = join(import.meta.dirname, '../../../server')
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.startsWith('pages/texts/'))
      .map((name) => readFileSync(join(root, name), 'utf8'))
    /** The code that takes texts of this name. */
    const codeOf = (name: string) => files.filter((text) => text.includes(`${name}Texts`)).join('\n')
    const code = new Map(
      Object.keys(catalogue).map((name) => [name, codeOf(name.replace(/s$/, '')) + codeOf(name)]),
    )
    const unused = english.filter(([path]) => {
      const [name, ...keys] = path.split('.')
      const isNamed = (key: string) => new RegExp(`(?<![\\w-])${key}(?![\\w-])`).test(code.get(name!)!)
      // A text may be chosen from its group by what it is of.
      const isChosen = (group: string) => new RegExp(`\\b${group}[)]?(\\[|[,)}]| as )`).test(code.get(name!)!)
      return !isNamed(keys.at(-1)!) && !isChosen(keys.at(-2) ?? '')
    })
    expect(unused.map(([path]) => path)).toEqual([])
  })
})
