import { createTransport } from 'nodemailer'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readLocales } from '../../../server/built-data/read-locales.ts'
import { clientOf } from '../../support/client.ts'
import type { Collector } from '../../support/collector.ts'
import { startMailing } from '../../support/mailing.ts'
import type { MailServer } from '../../support/mailServer.ts'
import { everyScale } from '../../support/mails.ts'
import { isInstalled, type Judged, spamAssassin, startRspamd } from '../../support/spamFilters.ts'

const locales = await readLocales()
const languages = Object.keys(locales)
const isLong = Boolean(process.env.SAYSO_LONG)
const filters = ['rspamd', 'spamassassin'].filter(isInstalled)
if (isLong && filters.length < 2) console.log('without rspamd or spamassassin: not installed')

const plan = {
  from: { address: 'ask@acme-corp.com', name: 'Acme' },
  intro: 'Hi {name}, you have been with us for 90 days.',
  footer: 'Acme Ltd, 1 Example Street, London',
  restDays: 0,
}

/** One mail as it went over the wire, and a plain newsletter that says the same. */
interface Pair {
  readonly about: string
  readonly mail: Buffer
  readonly newsletter: Buffer
}

/** The words of a mail as paragraphs with one link, from the same sender, with the same headers. */
async function newsletterLike(raw: Buffer): Promise<Buffer> {
  const mail = await PostalMime.parse(raw)
  const paragraphs = mail.text!.split('\n\n').map((each) => each.replace(/\nhttp\S+$/gm, ''))
  const unsubscribe = mail.text!.trim().split('\n').at(-1)!
  const html = `<!doctype html><html><head><meta charset="utf-8"><title>${mail.subject}</title></head><body>
${paragraphs.map((each) => `<p>${each}</p>`).join('\n')}
<p><a href="${unsubscribe.replace('/u/', '/n/')}">acme-corp.com</a></p><p><a href="${unsubscribe}">${paragraphs.at(-1)}</a></p></body></html>`
  const kept = /^(list-unsubscribe|list-unsubscribe-post|auto-submitted)$/
  const made = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail({
    from: plan.from,
    to: mail.to![0]!.address!,
    ...{ messageId: mail.messageId!, subject: mail.subject!, html },
    text: `${paragraphs.join('\n\n')}\n\n${unsubscribe.replace('/u/', '/n/')}\n\n${unsubscribe}\n`,
    headers: mail.headers.filter(({ key }) => kept.test(key)).map(({ key, value }) => ({ key, value })),
  })
  return made.message as Buffer
}

describe.skipIf(!isLong || filters.length === 0)('what spam filters say of the mails', () => {
  let mailServer: MailServer
  let collector: Collector
  const pairs: Pair[] = []
  beforeAll(async () => {
    const variables = { PUBLIC_URL: 'https://surveys.acme-corp.com' }
    ;({ mailServer, collector } = await startMailing(undefined, variables))
    const client = clientOf(collector)
    for (const { metric, scale, display } of everyScale) {
      const { body: survey } = await client.post('/v1/surveys', { metric, scale, display })
      const { body } = await client.post('/v1/campaigns', { surveyId: survey.id, ...plan })
      const people = (metric === 'nps' || display === 'thumbs' ? languages : ['en']).map((language) => ({
        ...{ email: `${language}@example.org`, name: 'Ada', language },
      }))
      await client.post(`/v1/campaigns/${body.id}/people`, people)
      const before = mailServer.received.length
      await client.post(`/v1/campaigns/${body.id}/start`)
      await vi.waitUntil(() => mailServer.received.length === before + people.length, 20_000)
      for (const { to, raw } of mailServer.received.slice(before)) {
        const about = `${metric} ${scale} ${display} ${to.split('@')[0]}`
        pairs.push({ about, mail: raw, newsletter: await newsletterLike(raw) })
      }
    }
  }, 120_000)
  afterAll(async () => {
    await collector?.close()
    await mailServer?.close()
  })

  // Of the scripts of India rspamd takes the vowel signs for another script: by the letters of its links, the same words
  // are over its limit or just below.
  const scoreOf = ({ score, rules }: Judged) => score - (rules.R_MIXED_CHARSET ?? 0)
  const compare = (about: string, mail: Judged, newsletter: Judged) => {
    const said = `${about}: ${mail.score} ${JSON.stringify(mail.rules)}, newsletter ${newsletter.score}`
    const over = scoreOf(mail) - scoreOf(newsletter)
    expect(over, said).toBeLessThanOrEqual(0.001)
    return over
  }

  it.runIf(filters.includes('rspamd'))(
    'rspamd charges none more than a newsletter with the same words',
    async () => {
      const rspamd = await startRspamd()
      const over: number[] = []
      for (const { about, mail, newsletter } of pairs)
        over.push(compare(about, await rspamd.judge(mail), await rspamd.judge(newsletter)))
      await rspamd.close()
      console.log(`rspamd: ${pairs.length} mails, at most ${Math.max(...over)} above a newsletter`)
    },
    120_000,
  )

  it.runIf(filters.includes('spamassassin'))(
    'SpamAssassin charges none more than a newsletter with the same words',
    async () => {
      const over: number[] = []
      // It starts anew for each mail.
      const some = pairs.filter(({ about }) => /\b(en|de|ar|ja|ru)$/.test(about))
      for (const { about, mail, newsletter } of some)
        over.push(compare(about, await spamAssassin(mail), await spamAssassin(newsletter)))
      console.log(`SpamAssassin: ${some.length} mails, at most ${Math.max(...over)} above a newsletter`)
    },
    600_000,
  )
})
