import { Window } from 'happy-dom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newResponse } from '../../support/client.ts'
import { type Console, openConsole } from '../../support/console.ts'
import { importAnswers } from '../../support/reports.ts'
import { freePort } from '../../support/sqld.ts'

let desk: Console
const ids: Record<string, string> = {}

beforeAll(async () => {
  const PORT = String(await freePort())
  const PUBLIC_URL = `http://127.0.0.1:${PORT}`
  desk = await openConsole({ PORT, PUBLIC_URL, SMTP_URL: 'smtp://127.0.0.1:9' })
  const { api, collector } = desk
  const make = async (path: string, body: object) => (await api.post(path, body)).body.id as string
  ids.SURVEY = await make('/v1/surveys', { metric: 'nps' })
  ids.DRAFT = await make('/v1/surveys', { metric: 'csat', status: 'draft' })
  ids.CAMPAIGN = await make('/v1/campaigns', { surveyId: ids.SURVEY, from: { address: 'ask@acme.example' } })
  await api.post(`/v1/campaigns/${ids.CAMPAIGN}/people`, { people: [{ email: 'a@x.example' }] })
  const brought = { file: 'old.csv', hash: 'x', mapping: { rating: 'score' } }
  ids.IMPORT = await make(`/v1/surveys/${ids.SURVEY}/imports`, brought)
  const respondent = { id: 'ada', email: 'ada@x.example' }
  const answer = newResponse(ids.SURVEY, { rating: 2, comment: 'Slow', respondent, contact: true })
  await api.publicly('/v1/public/responses', answer)
  ids.ANSWER = answer.id
  const answeredAt = new Date(Date.now() - 86_400_000).toISOString()
  const comments = Array.from({ length: 3 }, (_, n) => ({
    ...{ id: `a-${n}`, rating: 9, comment: 'Blue buttons crash', answeredAt },
  }))
  await importAnswers(collector, ids.SURVEY, comments)
})
afterAll(() => desk?.close())

const fill = (path: string) => path.replace(/[A-Z]{5,}/g, (name) => ids[name] ?? name)

/** What the editor's form sends when nothing is changed in it. */
async function fieldsOfEditor(path: string): Promise<Record<string, string>> {
  const { document, FormData } = new Window({ settings: { disableJavaScriptEvaluation: true } })
  document.body.innerHTML = (await desk.get(path)).body.match(
    /<form class="stack" id="editor"[\s\S]*?<\/form>/,
  )![0]
  const fields = [...new FormData(document.querySelector('form')!)]
  return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]))
}

/** What has the focus once a page is loaded: where its address leads, else what asks for it. */
function focusedIn(body: string, fragment: string) {
  const { document } = new Window({ settings: { disableJavaScriptEvaluation: true } })
  document.documentElement.innerHTML = body.replace(/^[\s\S]*?<html[^>]*>/, '')
  const target = fragment ? document.getElementById(fragment) : null
  const found = target ?? document.querySelector('[autofocus]')
  return found?.matches('[tabindex], button, input, textarea, select, a[href]') ? found : null
}

describe('after a form was sent, the focus is on what came of it', () => {
  const answer = '/console/answers/SURVEY/ANSWER'
  it.each<[path: string, fields: Record<string, string>, says: RegExp]>([
    [answer, { deed: 'follow-up', state: 'in-hand', note: '', owner: '' }, /^In hand$/],
    [answer, { deed: 'follow-up', note: 'Called', owner: 'Mia' }, /^What happened$/],
    [answer, { deed: 'tag', add: 'pricing' }, /^Themes$/],
    [answer, { deed: 'untag' }, /^Themes$/],
    [answer, { deed: 'reply', subject: '', body: '' }, /not sent/],
    [answer, { deed: 'hold' }, /Not in any score/],
    [answer, { deed: 'release' }, /Not a person/],
    ['/console/answers?survey=SURVEY', { deed: 'hold', id: 'a-1', survey: 'SURVEY' }, /crash/],
    ['/console/answers?text=nothing', { deed: 'restore', id: 'a-1', survey: 'SURVEY' }, /No answer/],
    ['/console/answers', { deed: 'search', text: 'crash' }, /3 of 4 answers/],
    ['/console/people', { text: 'ada' }, /1 person/],
    ['/console/people/ada', { deed: 'suppress' }, /Gets no survey mails/],
    ['/console/people/ada/erase', { name: 'eve' }, /^$/],
    ['/console/new-survey', { kind: 'nps', name: '', language: 'en', id: 'X' }, /^$/],
    ['/console/new-survey', { kind: 'x', name: '', language: 'en', id: '' }, /not right/],
    ['/console/surveys/DRAFT/edit', { deed: 'save', question: 'Well?' }, /^Saved/],
    ['/console/surveys/DRAFT/edit', { deed: 'add-language', addLanguage: 'de' }, /^$/],
    ['/console/surveys/DRAFT/edit', { deed: 'remove-language:de' }, /^Other languages/],
    ['/console/surveys/SURVEY/edit', { deed: 'review', question: 'Why?' }, /^Publish version 2/],
    ['/console/surveys/SURVEY/edit', { deed: 'publish', question: 'Why?' }, /ersion 2/],
    ['/console/surveys/SURVEY/versions', { version: '1' }, /^Publish version 3/],
    ['/console/surveys/SURVEY/install', { label: 'Happy', days: '90' }, /^Show the score/],
    ['/console/surveys/SURVEY/state', { deed: 'pause' }, /^Paused/],
    ['/console/surveys/SURVEY/state', { deed: 'resume' }, /^Live/],
    ['/console/surveys/SURVEY/state', { deed: 'close' }, /^Closed/],
    ['/console/surveys/SURVEY/state', { deed: 'reopen' }, /^Live/],
    ['/console/surveys/SURVEY/state', { deed: 'duplicate' }, /^Draft/],
    ['/console/surveys/SURVEY/delete', { name: 'x' }, /^$/],
    [
      '/console/surveys/SURVEY/codebook',
      { deed: 'try', theme: 'price', rules: 'price' },
      /^What would change/,
    ],
    ['/console/surveys/SURVEY/codebook', { deed: 'save', theme: 'price', rules: '+' }, /cannot be saved/],
    ['/console/surveys/SURVEY/codebook', { deed: 'save', theme: 'price', rules: 'price' }, /^Saved/],
    ['/console/surveys/SURVEY/tag', { deed: 'draw', size: '2', from: '', last: '' }, /^1 \/ 2$/],
    ['/console/surveys/SURVEY/tag', { deed: 'tag', id: 'a-1' }, /^[12] \/ 2$/],
    ['/console/settings', { name: 'Acme' }, /^Saved/],
    ['/console/settings', { quietDays: '-1' }, /^$/],
    ['/console/settings/themes', { codebook: '' }, /^Saved/],
    ['/console/settings/secrets', { deed: 'links', older: '30' }, /link/i],
    ['/console/settings/secrets', { deed: 'identity' }, /^$/],
    ['/console/settings/imports/IMPORT', {}, /./],
    ['/console/settings/data', {}, /database|server|well/i],
    ['/console/settings/keys', { label: 'Mia' }, /^New key/],
    ['/console/settings/keys', { label: '' }, /^$/],
    ['/console/new-campaign', { surveyId: 'SURVEY', 'from.address': 'ask' }, /^$/],
    ['/console/campaigns/CAMPAIGN/edit', { 'from.address': 'ask@acme.example' }, /^Draft/],
    ['/console/campaigns/CAMPAIGN/people', { people: 'email\nb@x.example' }, /1 person added/],
    ['/console/campaigns/CAMPAIGN/people', { people: 'email\nb' }, /^\s*email\nb$/],
    ['/console/campaigns/CAMPAIGN/test', { to: 'ask' }, /^$/],
    ['/console/campaigns/CAMPAIGN/state', { deed: 'start' }, /^Running|could not|not/i],
    ['/console/people/ada/erase', { name: 'ada' }, /erased/],
  ])('%s %j', async (path, fields, says) => {
    const sent = await desk.post(fill(path), {
      ...(path.endsWith('/edit') && path.includes('/surveys/') && (await fieldsOfEditor(fill(path)))),
      ...fields,
      ...(fields.survey && { survey: ids.SURVEY! }),
      ...(fields.surveyId && { surveyId: ids.SURVEY! }),
    })
    const location = sent.headers.get('location')
    expect([303, 409, 422, 200], sent.body).toContain(sent.status)
    const url = new URL(location ?? '/', desk.collector.url)
    const page = location ? await desk.get(url.pathname + url.search) : sent
    const focused = focusedIn(page.body, url.hash.slice(1))
    expect(focused?.textContent.trim()).toMatch(says)
  })
})
