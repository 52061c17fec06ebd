import { html } from 'hono/html'
import type { Ctx } from '../context.ts'
import { requireLanding } from '../links/landing.ts'
import { readVisit, takeVisit } from '../links/visits.ts'
import { landingScript } from './landing-script.ts'
import { sendPage } from './layout.ts'

/** `GET /d/:token`: what a mail hides from people. Whatever opens it and runs its script is a machine. */
export async function showDecoy(c: Ctx): Promise<Response> {
  const { path, shown, locale } = await requireLanding(c, 'decoy')
  const { decoyLink } = locale.links
  return sendPage(c, {
    title: decoyLink,
    language: shown.language,
    script: landingScript,
    body: html`<main><form class="card" method="post" action="${path}" data-tell="always">
<input type="hidden" name="visit" value="${crypto.randomUUID()}"><h1>${decoyLink}</h1></form></main>`,
  })
}

/** `POST /d/:token`: notes that it was opened, which tells of the invitation's other visits what they are. */
export async function takeDecoy(c: Ctx): Promise<Response> {
  const told = await readVisit(c)
  await takeVisit(c, await requireLanding(c, 'decoy'), told, 'decoy')
  return c.body(null, 204)
}
