import { html } from 'hono/html'
import { localeFor } from '../built-data/locales.ts'
import type { Ctx } from '../context.ts'
import { Refusal } from '../http/problem.ts'
import { openLink } from '../links/open-link.ts'
import type { Link } from '../links/token.ts'
import { addSuppressions } from '../storage/suppressions.ts'
import { goToSurvey } from '../workspaces/workspace-database.ts'
import { sendPage } from './layout.ts'
import { notePage } from './survey-frame.ts'

/** `GET /u/:token`: asks for confirmation. A GET changes nothing, because mail scanners open every link. */
export async function showUnsubscribe(c: Ctx): Promise<Response> {
  const { language = 'en' } = await requireUnsubscribe(c)
  const locale = await localeFor(c.var.services, language)
  const { confirmUnsubscribe, unsubscribe } = locale.mail
  const more = html`<form method="post"><button type="submit">${unsubscribe}</button></form>`
  return sendPage(c, notePage({ language, locale }, confirmUnsubscribe, { more }))
}

/** `POST /u/:token`: unsubscribes at once, from the page's button or the mail program's one-click (RFC 8058). */
export async function takeUnsubscribe(c: Ctx): Promise<Response> {
  const { workspaceId, surveyId, respondent, language = 'en' } = await requireUnsubscribe(c)
  await goToSurvey(c, surveyId)
  const { database, now } = c.var.services
  const email = respondent!.email!
  await addSuppressions(database, [{ workspaceId, email, reason: 'unsubscribed', createdAt: now() }])
  const locale = await localeFor(c.var.services, language)
  return sendPage(c, notePage({ language, locale }, locale.mail.unsubscribed))
}

/** The unsubscribe link; an expired one still works. Throws 404 for anything else. */
async function requireUnsubscribe(c: Ctx): Promise<Link> {
  const opened = await openLink(c, c.req.param('token') ?? '', 'unsubscribe')
  if ('link' in opened && opened.link.respondent?.email) return opened.link
  throw new Refusal('not-found', 'there is no such link')
}
