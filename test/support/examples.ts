/**
 * Records one whole example of every call into `server/openapi/examples.json`, by asking a collector with some
 * weeks of answers: `npm run examples`. `test/contract/document.test.ts` holds them to the document.
 */
import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { addressOf, type Call, callsOf } from '../contract/calls.ts'
import { idsFor } from '../contract/samples.ts'
import { type Client, clientOf, newResponse, send } from './client.ts'
import type { Collector } from './collector.ts'
import { document } from './document.ts'
import { startMailing } from './mailing.ts'

type Ids = Readonly<Record<string, string | undefined>>

/** What is sent for an example, where it is more than the path. */
interface Sent {
  readonly query?: string
  readonly body?: unknown
  /** Ids of things that a fresh sample would not do for. */
  readonly ids?: Ids
}

const from = { address: 'feedback@acme.example', name: 'Acme' }
const codebook = { name: 'Ours', themes: { pricing: ['price', 'expensive'], speed: ['slow*', 'fast'] } }
const importRow = {
  id: 'legacy-1',
  rating: 9,
  comment: 'Great support',
  answeredAt: '2026-05-04T10:00:00Z',
  respondent: { id: 'u-123', email: 'ada@example.com' },
  properties: { plan: 'pro' },
}
const report = `From: MAILER-DAEMON@mail.acme.example
To: feedback@acme.example
Subject: Delivery failed
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.acme.example

Final-Recipient: rfc822; nobody@example.com
Action: failed
Status: 5.1.1

--b--
`
const month = 'from=2026-09-01&to=2026-10-01&timezone=Europe/Berlin'
const demo = { id: 'demo' }

/** The public calls, and what is asked and decided of one survey. */
function ofSurveys(answer: string, campaignPerson: string): Record<string, Sent> {
  return {
    readPublicSurvey: { ids: demo },
    askWhetherToAsk: { ids: demo, body: { id: 'u-123' } },
    askWhetherToAskByQuery: { ids: demo, query: 'id=u-123' },
    saveResponse: {
      body: newResponse('demo', {
        rating: 9,
        comment: 'Fast and friendly',
        respondent: { id: 'u-123' },
        properties: { plan: 'pro' },
      }),
    },
    saveView: { body: { surveyId: 'demo', id: crypto.randomUUID(), event: 'shown' } },
    makeSurvey: {
      body: { metric: 'nps', name: 'After onboarding', language: 'en', touchpoint: 'onboarding' },
    },
    readSurvey: { ids: demo },
    changeSurvey: { body: { question: 'How likely are you to recommend us?', look: { accent: '#6b74f2' } } },
    listResponses: { ids: demo, query: `${month}&limit=2` },
    streamResponses: { ids: demo, query: `${month}&band=negative` },
    downloadResponses: { ids: demo, query: 'from=2026-09-28' },
    downloadReport: { ids: demo, query: `${month}&table=segments` },
    downloadSegments: { ids: demo, query: 'property=company' },
    downloadThemes: { ids: demo, query: month },
    downloadAnswers: { query: 'from=2026-09-28' },
    listAnswers: { query: 'survey=demo&band=negative&limit=2' },
    listChanges: { query: 'limit=2' },
    readReport: { ids: demo, query: `${month}&interval=month` },
    listReports: { query: `${month}&survey=demo` },
    checkCounts: { ids: demo },
    rebuildCounts: { ids: demo },
    listSegments: { ids: demo, query: 'property=company&limit=2' },
    readThemes: { ids: demo, query: month },
    suggestThemes: { ids: demo, query: month },
    readResponse: { ids: { ...demo, responseId: answer } },
    changeResponse: {
      ids: { ...demo, responseId: answer },
      body: { followUp: { state: 'in-hand', owner: 'Ada' } },
    },
    readFollowUp: { ids: { ...demo, responseId: answer } },
    changeFollowUp: { ids: { ...demo, responseId: answer }, body: { state: 'done', note: 'Fixed in 2.4' } },
    readResponseThemes: { ids: { ...demo, responseId: answer } },
    tagResponse: { ids: { ...demo, responseId: answer }, body: { themes: ['pricing'] } },
    untagResponse: { ids: { ...demo, responseId: answer } },
    drawTagSample: { ids: demo, body: { size: 2 } },
    listTagSamples: { ids: demo },
    tellPersonKey: { body: { person: 'ada@example.com' } },
    explainAsking: { ids: { ...demo, person: 'u-1' } },
    readSurveyCodebook: { ids: demo },
    listImports: { ids: demo },
    readSurveyEmail: { ids: demo, query: 'for=plain' },
    downloadSurveyEmail: { ids: demo, query: 'for=mailchimp' },
    downloadSurveyEmailText: { ids: demo },
    listHeldResponses: { ids: demo, query: 'limit=1' },
    mergeValues: { ids: demo, body: { property: 'plan', from: ['Pro'], into: 'pro' } },
    ...Object.fromEntries(
      ['hold', 'drop', 'release', 'restore', 'delete'].flatMap((deed): [string, Sent][] => [
        [`${deed}Responses`, { ids: demo, body: { ids: [answer], dryRun: true } }],
        [`${deed}Held`, { ids: demo, body: { reason: 'scanner' } }],
      ]),
    ),
    readRespondent: { ids: { id: campaignPerson } },
  }
}

/** Everything else. */
const ofOthers: Record<string, Sent> = {
  changeWorkspace: { body: { name: 'Acme', timezone: 'Europe/Berlin', accountProperty: 'company' } },
  makeWorkspace: { body: { name: 'Acme Labs', timezone: 'Europe/Berlin' } },
  renewLinkSecret: { query: 'olderLinksEndAt=2027-01-01' },
  allowMail: { body: { from: ['@acme.example'], aDay: 10_000 } },
  changeKey: { body: { label: 'warehouse, nightly' } },
  changeCodebook: { body: { name: 'Ours, for spring' } },
  changeCampaignPerson: { body: { name: 'Grace', timezone: 'America/New_York' } },
  makeBadge: { ids: demo, body: { label: 'intranet', days: 90 } },
  readScore: { ids: demo },
  listBadges: { ids: demo },
  makeKey: { body: { label: 'warehouse' } },
  makeCodebook: { body: codebook },
  chooseCodebook: { ids: demo, body: { codebook: null } },
  replaceCodebook: { body: { ...codebook, parents: { speed: 'pricing' } } },
  readAccount: { ids: { account: 'Initech' } },
  importResponses: { ids: demo, body: importRow },
  beginImport: { body: { file: 'answers.csv', hash: '9f86d081884c7d65', mapping: { rating: 'Score' } } },
  correctImport: { body: { mapping: { rating: 'Score', answeredAt: 'Date' } } },
  finishImport: { body: { read: 1, refused: 0 } },
  makeInvitations: { ids: demo, body: { respondent: { id: 'u-123' }, properties: { plan: 'pro' } } },
  makeCampaign: { body: { surveyId: 'demo', from, subject: 'How are we doing, {name}?' } },
  changeCampaign: { body: { intro: 'Two minutes, one question.', reminders: { afterDays: 5 } } },
  sendTestMail: { body: { to: 'you@acme.example' } },
  addCampaignPeople: { body: [{ email: 'grace@example.com', name: 'Grace', properties: { plan: 'pro' } }] },
  addSuppression: { body: { email: 'grace@example.com', reason: 'unsubscribed' } },
  reportMail: { body: report },
}

const comments = ['Too expensive for us', 'Slow at times, and the price went up', 'Fast and friendly', null]

/** A month of answers, and people who are asked by mail. Returns the id of an answer, and of somebody who gave one. */
async function prepare(collector: Collector, client: Client): Promise<{ answer: string; person: string }> {
  await client.patch('/v1/workspace', { name: 'Acme', accountProperty: 'company' })
  const rows = Array.from({ length: 80 }, (_, at) => ({
    id: `answer-${at}`,
    rating: [10, 9, 3, 8, 10, 6, 9][at % 7],
    comment: comments[at % comments.length],
    answeredAt: new Date(Date.UTC(2026, 7 + (at % 2), 1 + (at % 30), 9)).toISOString(),
    respondent: { id: `u-${at % 40}`, email: `u-${at % 40}@example.com` },
    properties: { plan: at % 5 === 0 ? 'Pro' : 'pro', company: at % 3 === 0 ? 'Initech' : 'Globex' },
  }))
  await send(`${collector.url}/v1/surveys/demo/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${collector.key}`, 'content-type': 'application/x-ndjson' },
    body: rows.map((row) => JSON.stringify(row)).join('\n'),
  })
  await client.post('/v1/surveys/demo/responses/hold', { ids: ['answer-2'] })
  await client.post('/v1/surveys/demo/imports', ofOthers.beginImport!.body)
  const chosen = (await client.post('/v1/codebooks', codebook)).body.id
  await client.put('/v1/surveys/demo/codebook', { codebook: chosen })
  while ((await client.get('/v1/surveys/demo/codebook')).body.progress !== null) await sleep(100)
  return { answer: 'answer-1', person: 'u-1' }
}

/** Sends one request as its example has it. */
async function ask(collector: Collector, call: Call, sent: Sent, ids: Ids) {
  const [{ type } = { type: undefined }] = call.bodies
  const body = typeof sent.body === 'string' ? sent.body : JSON.stringify(sent.body)
  const address = addressOf(call, (name) => ids[name] ?? 'demo')
  return send(`${collector.url}${address}${sent.query ? `?${sent.query}` : ''}`, {
    method: call.method,
    headers: {
      ...(!call.isOpen && { authorization: `Bearer ${collector.key}` }),
      ...(type && { 'content-type': type }),
    },
    ...(sent.body !== undefined && { body }),
  })
}

/** Characters of a text, and people of a list, beyond which an example says nothing more. */
const mostShown = { characters: 1000, people: 2 }

/** What stands where a secret was: an example is public. */
const secret = /^(key|writeKey|tokenSecret|addressSecret|identitySecret)$/

function shown(value: unknown, url: string, name = ''): unknown {
  if (secret.test(name)) return 'a-secret'
  if (typeof value === 'string') {
    const text = value.replaceAll(url, 'https://sayso.example.com')
    return text.length > mostShown.characters ? `${text.slice(0, mostShown.characters)}…` : text
  }
  if (Array.isArray(value)) {
    const some = name === 'people' ? value.slice(0, mostShown.people) : value
    return some.map((each) => shown(each, url))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shown(each, url, key)]))
}

const { collector, mailServer } = await startMailing()
const client = clientOf(collector)
const { answer, person } = await prepare(collector, client)
const sendings = { ...ofSurveys(answer, person), ...ofOthers }
const examples: Record<string, unknown> = {}
// What is taken away is taken away last.
const calls = callsOf(document).sort((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'))
for (const call of calls) {
  const sent = sendings[call.operationId] ?? {}
  const ids = { ...(await idsFor(call.path, client)), ...sent.ids }
  if (call.operationId === 'readGoal')
    await client.patch(`/v1/surveys/${ids.id}`, { goal: { width: 5, every: 'quarter' } })
  if (call.operationId === 'startCampaign')
    await client.post(`/v1/campaigns/${ids.id}/people`, [{ email: 'grace@example.com' }])
  if (['pauseCampaign', 'retryCampaign'].includes(call.operationId)) {
    await client.post(`/v1/campaigns/${ids.id}/people`, [{ email: 'grace@example.com' }])
    await client.post(`/v1/campaigns/${ids.id}/start`)
  }
  const got = await ask(collector, call, sent, ids)
  if (got.status >= 400) throw new Error(`${call.operationId}: ${got.status} ${JSON.stringify(got.body)}`)
  const type = got.headers.get('content-type')?.split(';')[0]
  const isBinary = type === 'application/vnd.sqlite3'
  examples[call.operationId] = shown(
    {
      ...(sent.body !== undefined && { body: sent.body }),
      status: got.status,
      ...(type && !isBinary && { answer: type.includes('ndjson') ? firstLine(got.body) : got.body }),
    },
    collector.url,
  )
}
await collector.close()
await mailServer.close()

const file = new URL('../../server/openapi/examples.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(examples, null, 1)}\n`)

function firstLine(text: string): unknown {
  return JSON.parse(text.split('\n', 1)[0]!)
}
