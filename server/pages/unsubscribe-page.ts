import { html } from 'hono/html'
import { localeFor } from '../built-data/locales.ts'
import type { Ctx } from '../context.ts'
import { Refusal } from '../http/problem.ts'
import { openLink } from '../links/open-link.ts'
import type { Link } from '../links/token.ts'
import { findInvitation } from '../storage/recipients.ts'
import { addSuppressions, suppressMark } from '../storage/suppressions.ts'
import { findPublicSurvey } from '../storage/surveys.ts'
import { spokenSurveyFor } from '../surveys/public-survey.ts'
import { goToSurvey } from '../workspaces/workspace-database.ts'
import { sendPage } from './layout.ts'
import { notePage, type Surroundings } from './survey-frame.ts'

/** `GET /u/:token`: asks for confirmation. A GET changes nothing, because mail scanners open every link. */
export async function showUnsubscribe(c: Ctx): Promise<Response> {
  const link = await requireUnsubscribe(c)
  const around = await surroundingsOf(c, link)
  const { confirmUnsubscribe, unsubscribe } = around.locale.mail
  const more = html`${await senderLine(c, link)}<form method="post"><button type="submit">${unsubscribe}</button></form>`
  return sendPage(c, notePage(around, confirmUnsubscribe, { more }))
}

/** `POST /u/:token`: unsubscribes at once, from the page's button or the mail program's one-click (RFC 8058). */
export async function takeUnsubscribe(c: Ctx): Promise<Response> {
  const link = await requireUnsubscribe(c)
  const around = await surroundingsOf(c, link)
  const { workspaceId, respondent } = link
  const { database, now } = c.var.services
  const kept = { workspaceId, reason: 'unsubscribed', createdAt: now() } as const
  if (link.mark) await suppressMark(database, { ...kept, mark: link.mark })
  else if (!link.isTest) await addSuppressions(database, [{ ...kept, email: respondent!.email! }])
  return sendPage(c, notePage(around, around.locale.mail.unsubscribed, { more: await senderLine(c, link) }))
}

/** Whose mails these are, as their mail program names them; nothing for a link that another service sent. */
async function senderLine(c: Ctx, { workspaceId, invitation }: Link) {
  const found = await findInvitation(c.var.services.database, workspaceId, invitation)
  if (!found) return html``
  const { name, address } = found.plan.from
  return html`<p class="soft"><bdi>${name ? `${name} <${address}>` : address}</bdi></p>`
}

/** The link's survey around the page, its words in the link's language; built-in ones when it is gone. */
async function surroundingsOf(c: Ctx, { surveyId, language = 'en' }: Link): Promise<Surroundings> {
  await goToSurvey(c, surveyId)
  const found = await findPublicSurvey(c.var.services.database, surveyId)
  if (!found) return { language, locale: await localeFor(c.var.services, language) }
  const { shown, locale } = await spokenSurveyFor(c, found.survey, language)
  return { language: shown.language, locale, look: shown.look, customer: found.workspaceName }
}

/** The unsubscribe link; an expired one still works. Throws 410 for one that was withdrawn, 404 for anything else. */
async function requireUnsubscribe(c: Ctx): Promise<Link> {
  const opened = await openLink(c, c.req.param('token') ?? '', 'unsubscribe')
  if (opened.outcome === 'withdrawn') throw new Refusal('link-expired')
  if ('link' in opened && (opened.link.mark || opened.link.respondent?.email)) return opened.link
  throw new Refusal('not-found', 'there is no such link')
}
