import { html } from 'hono/html'
import { bandWords } from '../../shared/bandWords.ts'
import { piped } from '../../shared/piped.ts'
import { fits } from '../../shared/scale.ts'
import type { Ctx } from '../context.ts'
import { requireType } from '../http/input.ts'
import { receiptFor } from '../links/addresses.ts'
import { type Landing, requireLanding } from '../links/landing.ts'
import type { LinkPurpose } from '../links/token.ts'
import { readVisit, takeVisit, visitOfForm } from '../links/visits.ts'
import { answerForm } from './answer-form.ts'
import { landingScript } from './landing-script.ts'
import { type Page, sendPage } from './layout.ts'

type Asking = Extract<LinkPurpose, 'invitation' | 'page'>

/** `GET /i/:token`: the survey for one invited person. Reading it, however often, stores nothing. */
export const showLanding = (purpose: Asking) => async (c: Ctx) => {
  const landing = await requireLanding(c, purpose)
  return sendPage(c, landingPage(landing, scoreOf(c.req.query('rating'))))
}

/**
 * `POST /i/:token`: the form sent, or the page's script telling what happens. Of all that is told
 * about one invitation one answer is made; a form that a script sent without a person shows again.
 */
export const takeLanding = (purpose: Asking) => async (c: Ctx) => {
  if (!isForm(c)) {
    const told = await readVisit(c)
    await takeVisit(c, await requireLanding(c, purpose), told)
    return c.body(null, 204)
  }
  const landing = await requireLanding(c, purpose)
  const form = await readForm(c)
  if (!form.get('rating')) return sendPage(c, { ...landingPage(landing, null, form), status: 422 })
  const told = visitOfForm(form)
  await takeVisit(c, landing, told)
  if (!told.sign) return sendPage(c, landingPage(landing, told.rating, form))
  return sendPage(c, await thanksPage(c, landing, told.rating!))
}

/** Whether a page's form was sent, and not its script telling something. */
export function isForm(c: Ctx): boolean {
  return !/^text\/plain\b/i.test(c.req.header('content-type') ?? '')
}

/** The fields of a form that was sent. */
export async function readForm(c: Ctx): Promise<URLSearchParams> {
  requireType(c, ['application/x-www-form-urlencoded'])
  return new URLSearchParams(await c.req.text())
}

/** A score as an address or a form has it; `null` when it is none. */
export function scoreOf(text: string | null | undefined): number | null {
  return text && /^\d{1,2}$/.test(text) ? Number(text) : null
}

/** The survey as a form, with the score in the link chosen; or as it was sent. */
export function landingPage(
  { link, path, shown, locale }: Landing,
  score: number | null,
  sent?: URLSearchParams,
): Page {
  const rating = score !== null && fits(shown.scale, score) ? score : null
  const offered = sent ? scoreOf(sent.get('offered')) : rating
  const said = {
    comment: sent?.get('comment') ?? '',
    choices: sent?.getAll('choices') ?? [],
    contact: sent?.has('contact') ?? false,
  }
  const filled = { visit: sent?.get('visit') || crypto.randomUUID(), offered, rating, said }
  const form = answerForm({
    survey: shown,
    words: locale.widget,
    circumstances: link,
    action: `${path}?language=${shown.language}`,
    filled,
    tells: true,
    missing: sent && rating === null ? locale.links.chooseRating : null,
  })
  return {
    title: piped(shown.question, link),
    language: shown.language,
    // Going back to correct an answer should find the same form.
    keepForBack: true,
    script: landingScript,
    body: html`<main>${form}</main>`,
  }
}

/** The thanks for the band the rating fell in, with the link that goes with it, and the way to one's own answer. */
export async function thanksPage(c: Ctx, landing: Landing, rating: number): Promise<Page> {
  const { link, shown, responseId } = landing
  const { id, email } = link.respondent ?? {}
  // Whoever claims to be somebody must not be shown what that person said.
  const isStranger = link.isClaimed && (id || email)
  const receipt = isStranger
    ? ''
    : await receiptFor(await c.var.services.keyring(), '', { ...link, language: shown.language }, responseId)
  return { ...thanks(landing, rating, receipt), language: shown.language }
}

function thanks({ shown, link, locale }: Landing, rating: number, receipt: string): Page {
  const forBand = bandWords(shown, rating)
  const title = piped(forBand.thanks || locale.widget.thanks, link)
  const further = forBand.link
    ? html`<p><a class="button" href="${forBand.link.url}" rel="noopener noreferrer">${forBand.link.label}</a></p>`
    : ''
  const body = html`<main><div class="card"><h1 tabindex="-1">${title}</h1>${further}
${receipt ? html`<p><a href="${receipt}">${locale.links.viewAnswer}</a></p>` : ''}</div></main>`
  return { title, body }
}
