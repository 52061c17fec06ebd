import { html } from 'hono/html'
import type { Ctx } from '../context.ts'
import { requireLanding } from '../links/landing.ts'
import { readEvent, saveVisit } from '../links/record-visit.ts'
import { surroundingsOf } from './landing-page.ts'
import { landingScript } from './landing-script.ts'
import { sendPage } from './layout.ts'
import { notePage } from './survey-frame.ts'

/** `GET /d/:token`: a honeypot link, hidden in the mail. Whatever opens it and runs its script is a machine. */
export async function showDecoy(c: Ctx): Promise<Response> {
  const landing = await requireLanding(c, 'decoy')
  const { decoyLink } = landing.locale.links
  const more = html`<form method="post" action="${landing.path}" data-report="always"><input type="hidden" name="visit" value="${crypto.randomUUID()}"></form>`
  return sendPage(c, notePage(surroundingsOf(landing), decoyLink, { script: landingScript, more }))
}

/** `POST /d/:token`: stores that the decoy was opened, which marks the invitation's visits around it as a machine's. */
export async function takeDecoy(c: Ctx): Promise<Response> {
  const event = await readEvent(c)
  await saveVisit(c, await requireLanding(c, 'decoy'), event, 'decoy')
  return c.body(null, 204)
}
