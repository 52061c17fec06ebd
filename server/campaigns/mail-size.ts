import { piped } from '../../shared/piped.ts'
import type { Email } from '../mail/mailer.ts'
import type { Recipient } from '../storage/recipients.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import { compose, type MailInput, spokenFor } from './compose.ts'

/** Bytes of HTML: Gmail cuts off what is above about 102 kB, the links to unsubscribe and to the last scores with it. */
export const largestHtml = 100_000
/** In characters: some mail programs and gateways open no longer ones. */
export const longestLink = 300

/** Why a mail would not be shown whole, or its links not open; `null` when nothing is wrong with it. */
export function whyTooLarge({ html }: Pick<Email, 'html'>): string | null {
  const bytes = bytesOf(html)
  if (bytes > largestHtml)
    return `the mail would have ${bytes} bytes with what the row fills in, and mailboxes cut off what is above ${largestHtml}`
  const links = [...html.matchAll(/\bhref="([^"]+)"/g)].map(([, link]) => link!.replaceAll('&amp;', '&'))
  const length = Math.max(0, ...links.map((link) => link.length))
  return length > longestLink
    ? `the mail would have links of ${length} characters, and ${longestLink} is the most that all mail programs open`
    : null
}

/** What the mails of a campaign are made from, for whomever. */
export type Mailing = Omit<MailInput, 'recipient' | 'mark'>

/**
 * Looks at the mails that the people of a campaign would get. A mail is made only where what a row fills in might be too
 * much: the others are as large as one to nobody in their language.
 */
export function sizeCheck(mailing: Mailing): (recipient: Recipient) => Promise<string | null> {
  const plains = new Map<string | null, Promise<Plain>>()
  return async (recipient) => {
    const { language } = recipient
    const plain = plains.get(language) ?? plainFor(mailing, recipient)
    plains.set(language, plain)
    const { texts, bytes, problem } = await plain
    if (problem) return problem
    const circumstances = {
      respondent: { ...(recipient.name && { name: recipient.name }) },
      properties: recipient.properties ?? {},
    }
    const filled = texts.map((text) => (text.includes('{') ? piped(text, circumstances) : '')).join('\n')
    if (bytes + mostBytesOf(filled) <= largestHtml) return null
    return whyTooLarge(await compose({ ...mailing, recipient, mark: recipient.mark ?? anyMark }))
  }
}

/** The mail to somebody of whom only the language is known. */
interface Plain {
  /** Those that rows may fill in. */
  readonly texts: readonly string[]
  readonly bytes: number
  readonly problem: string | null
}

const anyMark = '0'.repeat(32)

async function plainFor(mailing: Mailing, recipient: Recipient): Promise<Plain> {
  const { plan, survey } = mailing
  const nobody = { ...recipient, name: null, respondentId: null, properties: null }
  const mail = await compose({ ...mailing, recipient: nobody, mark: recipient.mark ?? anyMark })
  const { shown } = await spokenFor({ ...mailing, recipient }, scaleOfSurvey(survey))
  const texts = [plan.subject ?? '', plan.subject ? '' : shown.question, plan.intro ?? '', shown.question]
  return { texts, bytes: bytesOf(mail.html), problem: whyTooLarge(mail) }
}

/** The most bytes that a text becomes in a mail's HTML: escaped, and each line a paragraph. */
function mostBytesOf(text: string): number {
  const escaped = bytesOf(text) + 5 * (text.match(/[&<>"']/g)?.length ?? 0)
  return escaped + 300 * (text.match(/[\n\r\v\f\u2028\u2029]/g)?.length ?? 0)
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length
