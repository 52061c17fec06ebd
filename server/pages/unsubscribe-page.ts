import { html } from 'hono/html'
import { localeFor } from '../built-data/locales.ts'
import type { Ctx } from '../context.ts'
import { Refusal } from '../http/problem.ts'
import { openLink } from '../links/open.ts'
import type { Link } from '../links/token.ts'
import { addSuppressions } from '../storage/suppressions.ts'
import { goToSurvey } from '../workspaces/workspace-database.ts'
import { sendPage } from './layout.ts'

/** `GET /u/:token`: asks whether to stop. Opening it, as machines do with every link, changes nothing. */
export async function showUnsubscribe(c: Ctx): Promise<Response> {
  const { language = 'en' } = await requireUnsubscribe(c)
  const { confirmUnsubscribe, unsubscribe } = (await localeFor(c.var.services, language)).mail
  const body = html`<main><form class="card" method="post"><h1>${confirmUnsubscribe}</h1>
<button type="submit">${unsubscribe}</button></form></main>`
  return sendPage(c, { title: confirmUnsubscribe, language, body })
}

/** `POST /u/:token`: stops at once, from the page's button and from the inbox's own (RFC 8058). */
export async function takeUnsubscribe(c: Ctx): Promise<Response> {
  const { workspaceId, surveyId, respondent, language = 'en' } = await requireUnsubscribe(c)
  await goToSurvey(c, surveyId)
  const { database, now } = c.var.services
  const email = respondent!.email!
  await addSuppressions(database, [{ workspaceId, email, reason: 'unsubscribed', createdAt: now() }])
  const { unsubscribed } = (await localeFor(c.var.services, language)).mail
  const body = html`<main><div class="card"><h1 tabindex="-1">${unsubscribed}</h1></div></main>`
  return sendPage(c, { title: unsubscribed, language, body })
}

/** Whose mails a link stops. An expired one does it too: wanting no mail does not expire. */
async function requireUnsubscribe(c: Ctx): Promise<Link> {
  const opened = await openLink(c, c.req.param('token') ?? '', 'unsubscribe')
  if ('link' in opened && opened.link.respondent?.email) return opened.link
  throw new Refusal('not-found', 'there is no such link')
}
