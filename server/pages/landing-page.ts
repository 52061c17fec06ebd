import { html } from 'hono/html'
import { bandWords } from '../../shared/bandWords.ts'
import { instrumentOf } from '../../shared/instrument.ts'
import { piped } from '../../shared/piped.ts'
import { fits } from '../../shared/scale.ts'
import { type Ctx, pathTo } from '../context.ts'
import { readForm } from '../http/input.ts'
import { type Landing, requireLanding } from '../links/landing.ts'
import { receiptFor } from '../links/link-urls.ts'
import { eventOfForm, readEvent, saveVisit } from '../links/record-visit.ts'
import { isVerified, type LinkPurpose } from '../links/token.ts'
import { answerForm } from './answer-form.ts'
import { type Embedding, embeddingOf, notEmbedded, wayOut, withAppEvents } from './embedding.ts'
import { landingScript } from './landing-script.ts'
import { type Page, sendPage } from './layout.ts'
import { type Surroundings, surveyPage } from './survey-frame.ts'

type SurveyPurpose = Extract<LinkPurpose, 'invitation' | 'page'>

/** `GET /i/:token`: the survey for one invited person. A GET stores nothing, because mail scanners open links too. */
export const showLanding = (purpose: SurveyPurpose) => async (c: Ctx) => {
  const landing = await requireLanding(c, purpose)
  return sendLanding(c, landing, scoreOf(c.req.query('rating')))
}

/**
 * `POST /i/:token`: the submitted form, or an event from the page's script. All of them add up to one
 * answer per invitation. A form sent without a person's gesture is shown again instead of the thanks.
 */
export const takeLanding = (purpose: SurveyPurpose) => async (c: Ctx) => {
  if (!isForm(c)) {
    const event = await readEvent(c)
    await saveVisit(c, await requireLanding(c, purpose), event)
    return c.body(null, 204)
  }
  const landing = await requireLanding(c, purpose)
  const form = await readForm(c)
  if (!form.get('rating')) return sendLanding(c, landing, null, form, 422)
  const event = eventOfForm(form)
  await saveVisit(c, landing, event)
  if (!event.sign) return sendLanding(c, landing, event.rating, form)
  return sendPage(c, await thanksPage(c, landing, event.rating!))
}

/** Whether the request is a submitted form, not an event of the page's script. */
export function isForm(c: Ctx): boolean {
  return !/^text\/plain\b/i.test(c.req.header('content-type') ?? '')
}

/** A score in a query or a form; `null` when it is not a number of one or two digits. */
export function scoreOf(text: string | null | undefined): number | null {
  return text && /^\d{1,2}$/.test(text) ? Number(text) : null
}

/** Sends the survey as a form, to an app around it too. */
export function sendLanding(
  c: Ctx,
  landing: Landing,
  score: number | null,
  sent?: URLSearchParams,
  status?: Page['status'],
): Promise<Response> {
  const embedding = embeddingOf(c, landing.allowedOrigins)
  const page = landingPage(landing, score, sent, embedding)
  const about = { survey: landing.shown.id }
  return sendPage(c, withAppEvents(c, embedding, 'ready', about, { ...page, ...(status && { status }) }))
}

/** The survey as a form, with the score of the link selected; as submitted when `sent` is given. */
export function landingPage(
  { link, path, shown, locale, ...landing }: Landing,
  score: number | null,
  sent?: URLSearchParams,
  embedding = notEmbedded,
): Page {
  const rating = score !== null && fits(shown.scale, score) ? score : null
  const offered = sent ? scoreOf(sent.get('offered')) : rating
  const said = {
    comment: sent?.get('comment') ?? '',
    choices: sent?.getAll('choices') ?? [],
    contact: sent?.has('contact') ?? false,
  }
  const instrument = instrumentOf(shown, locale.widget)
  const initial = { visit: sent?.get('visit') || crypto.randomUUID(), offered, rating, said }
  const form = answerForm({
    survey: shown,
    instrument,
    words: locale.widget,
    circumstances: link,
    action: `${path}?${new URLSearchParams({ language: shown.language, ...embedding.query })}`,
    initial,
    reportsChanges: true,
    missing: sent && rating === null ? locale.links.chooseRating : null,
  })
  return surveyPage(surroundingsOf({ shown, locale, ...landing }), {
    title: piped(shown.question, link),
    // Going back to correct an answer should find the same form.
    keepForBack: true,
    script: landingScript,
    main: html`${form}${wayOut(embedding, locale.widget.close, false)}`,
    instrument,
  })
}

/** The thank-you page for the band of the rating, with its link and the link to the person's own answer. */
export async function thanksPage(c: Ctx, landing: Landing, rating: number): Promise<Page> {
  const { link, shown, responseId } = landing
  const { id, email } = link.respondent ?? {}
  // An unsigned identity may be somebody else's: never link to that person's answer.
  const isUnverified = !isVerified(link) && (id || email)
  const receipt = isUnverified
    ? ''
    : await receiptFor(
        await c.var.services.keyring(link.workspaceId),
        pathTo(c, ''),
        { ...link, language: shown.language },
        responseId,
      )
  const embedding = embeddingOf(c, landing.allowedOrigins)
  const page = thanks(landing, rating, receipt, embedding)
  return withAppEvents(c, embedding, 'done', { survey: shown.id, rating }, page)
}

function thanks(landing: Landing, rating: number, receipt: string, embedding: Embedding): Page {
  const { shown, link, locale } = landing
  const forBand = bandWords(shown, rating)
  const title = piped(forBand.thanks || locale.widget.thanks, link)
  const bandLink = forBand.link
    ? html`<p><a class="button" href="${forBand.link.url}" rel="noopener noreferrer">${forBand.link.label}</a></p>`
    : ''
  return surveyPage(surroundingsOf(landing), {
    title,
    main: html`<div class="done"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="m3 8.5 3.5 3.5L13 4.5"/></svg><h1 tabindex="-1">${title}</h1>${bandLink}
${receipt ? html`<p><a href="${receipt}">${locale.links.viewAnswer}</a></p>` : ''}${wayOut(embedding, locale.widget.close, true)}</div>`,
  })
}

/** What surrounds the pages of a link's survey. */
export function surroundingsOf({
  shown,
  locale,
  customer,
}: Pick<Landing, 'shown' | 'locale' | 'customer'>): Surroundings {
  return { language: shown.language, locale, look: shown.look, customer }
}
