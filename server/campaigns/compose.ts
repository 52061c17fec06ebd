import type { Scale } from '../../shared/scale.ts'
import type { CampaignPlan } from '../contract/campaigns.ts'
import { campaignUrl } from '../links/campaign-link.ts'
import type { Keyring } from '../links/keyring.ts'
import { byRating, defaultLifetime, linksOf } from '../links/link-urls.ts'
import { headerLine } from '../mail/header-text.ts'
import { messageIdOf } from '../mail/mail-id.ts'
import type { Email } from '../mail/mailer.ts'
import { type RenderedMail, renderMail } from '../mail/survey-mail.ts'
import type { Services } from '../services.ts'
import { addressForWire } from '../storage/email-key.ts'
import type { Recipient } from '../storage/recipients.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { type SpokenSurvey, spokenSurvey } from '../surveys/spoken-survey.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import { domainOf, headersOf } from './mail-headers.ts'

/** Everything a campaign's mail to one recipient is made from. */
export interface MailInput {
  readonly plan: CampaignPlan
  readonly survey: SurveyRecord
  readonly recipient: Recipient
  readonly keyring: Keyring
  readonly asset: Services['asset']
  /** Where people reach the server, without a trailing slash. */
  readonly publicUrl: string
  readonly now: number
  /** Keyed hash of the recipient's address. */
  readonly mark: string
  /** What is answered by its links counts nowhere. */
  readonly isTest?: boolean
}

/** The mail to one recipient: the survey in their language, with their personal links. */
export async function compose(input: MailInput): Promise<Email> {
  const { plan, survey, recipient } = input
  const name = recipient.name && headerLine(recipient.name)
  const scale = scaleOfSurvey(survey)
  const { shown, locale } = await spokenFor(input, scale)
  const respondent = given({ id: recipient.respondentId, email: recipient.address, name })
  const properties = recipient.properties ?? {}
  const links = input.isTest ? await testLinks(input, scale) : await campaignLinks(input, scale)
  const linkOf = new Map(links.byRating.map(({ rating, link }) => [rating, link]))
  const mail = await renderMail({
    survey: shown,
    locale,
    circumstances: { respondent, properties },
    ...textsOf(plan),
    linkFor: (rating) => linkOf.get(rating)!,
    unsubscribe: links.unsubscribe,
    // With more scores whatever follows links gives itself away by opening several.
    decoy: linkOf.size === 2 ? links.decoy : null,
  })
  return {
    ...mail,
    from: { name: headerLine(plan.from.name), address: addressForWire(plan.from.address) },
    to: { name: name ?? '', address: addressForWire(recipient.address) },
    replyTo: plan.replyTo && addressForWire(plan.replyTo),
    messageId: messageIdOf(recipient, recipient.mails + 1, domainOf(plan.from.address)),
    headers: headersOf(plan, recipient, links.unsubscribe),
  }
}

/** The links of a campaign's mail: they name the invitation, and the database has the rest. */
async function campaignLinks({ survey, recipient, keyring, publicUrl, mark }: MailInput, scale: Scale) {
  const invitation = { workspaceId: survey.workspaceId, invitation: recipient.invitation }
  const [link, unsubscribe, decoy] = await Promise.all([
    campaignUrl(keyring, publicUrl, { ...invitation, purpose: 'invitation' }),
    campaignUrl(keyring, publicUrl, { ...invitation, purpose: 'unsubscribe', mark }),
    campaignUrl(keyring, publicUrl, { ...invitation, purpose: 'decoy' }),
  ])
  return { byRating: byRating(link, scale), unsubscribe, decoy }
}

/** The links of a test mail, of which nothing is stored. */
function testLinks({ survey, recipient, keyring, publicUrl, now }: MailInput, scale: Scale) {
  const test = {
    ...{ workspaceId: survey.workspaceId, surveyId: survey.id, invitation: recipient.invitation },
    ...{ respondent: { email: recipient.address }, expiresAt: now + defaultLifetime, isTest: true },
  }
  return linksOf(keyring, publicUrl, test, scale)
}

/** What a preview of a campaign's mail is made from. */
type PreviewInput = Pick<MailInput, 'plan' | 'survey' | 'asset'> & { readonly recipient: Recipient | null }

/** The mail as one recipient, or nobody in particular, gets it, in one scheme; its links lead nowhere. */
export async function previewMail(input: PreviewInput, scheme: 'light' | 'dark'): Promise<RenderedMail> {
  const { plan, survey, recipient } = input
  const { shown, locale } = await spokenFor(input, scaleOfSurvey(survey))
  const isFixed = shown.look?.scheme === 'light' || shown.look?.scheme === 'dark'
  return renderMail({
    survey: isFixed ? shown : { ...shown, look: { ...shown.look, scheme } },
    locale,
    circumstances: {
      respondent: given({ name: recipient?.name ?? null }),
      properties: recipient?.properties ?? {},
    },
    ...textsOf(plan),
    linkFor: () => '#',
    ...{ unsubscribe: '#', decoy: null },
  })
}

/** The survey in the language of a recipient, else of the campaign, else its own. */
export function spokenFor(
  { plan, survey, recipient, asset }: PreviewInput,
  scale: Scale,
): Promise<SpokenSurvey> {
  const language = recipient?.language ?? plan.language
  return spokenSurvey({ asset }, survey, scale, language ? [language] : [])
}

/** The campaign's own words. A sender without a name is called by the domain of the address. */
function textsOf({ subject, intro, footer, from }: CampaignPlan) {
  return { subject, intro, footer, from: headerLine(from.name) || from.address.split('@')[1]! }
}

function given<T extends Record<string, string | null>>(fields: T) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as Record<keyof T, string>
}
