import { html } from 'hono/html'
import { chosenText, type Instrument, instrumentOf } from '../../shared/instrument.ts'
import type { WidgetWords } from '../../shared/locale.ts'
import type { Ctx } from '../context.ts'
import { readForm } from '../http/input.ts'
import { type Landing, requireLanding } from '../links/landing.ts'
import { eventOfForm, saveVisit } from '../links/record-visit.ts'
import { eraseAnswers } from '../storage/erasure.ts'
import { findResponse } from '../storage/find-responses.ts'
import type { responses } from '../storage/response-tables.ts'
import { answerForm } from './answer-form.ts'
import { surroundingsOf, thanksPage } from './landing-page.ts'
import { landingScript } from './landing-script.ts'
import { type Html, langOf, type Page, sendPage } from './layout.ts'
import { notePage, surveyPage } from './survey-frame.ts'

type Row = typeof responses.$inferSelect

/** `GET /r/:token`: the person's own answer, to correct or delete. */
export async function showReceipt(c: Ctx): Promise<Response> {
  const landing = await requireLanding(c, 'receipt', { mayBeClosed: true })
  const row = await findResponse(c.var.services.database, landing.link.surveyId, landing.responseId)
  return sendPage(c, row ? receiptPage(landing, row) : { ...note(landing, 'noAnswer'), status: 404 })
}

/**
 * `POST /r/:token`: corrects the answer, or deletes it after a confirmation. A form sent without a
 * person's gesture changes nothing.
 */
export async function takeReceipt(c: Ctx): Promise<Response> {
  const landing = await requireLanding(c, 'receipt', { mayBeClosed: true })
  const { database, now } = c.var.services
  const form = await readForm(c)
  const isFromPerson = !form.has('scripted') || form.has('sign')
  const row = await findResponse(database, landing.link.surveyId, landing.responseId)
  if (!row) return sendPage(c, { ...note(landing, 'noAnswer'), status: 404 })
  if (form.get('deed') === 'erase' && !isFromPerson) return sendPage(c, receiptPage(landing, row))
  if (form.get('deed') === 'erase' && form.get('sure') !== 'yes') return sendPage(c, confirmPage(landing))
  if (form.get('deed') === 'erase') {
    await eraseAnswers(database, landing.link.surveyId, [landing.responseId], now())
    return sendPage(c, note(landing, 'answerErased'))
  }
  return correct(c, landing, row, form)
}

async function correct(c: Ctx, landing: Landing, row: Row, form: URLSearchParams): Promise<Response> {
  const open = await requireLanding(c, 'receipt')
  if (!form.get('rating')) return sendPage(c, { ...receiptPage(landing, row, true), status: 422 })
  const event = eventOfForm(form)
  // This form showed the whole answer, so an empty field means removed. Elsewhere an empty field keeps the earlier value.
  const said = { comment: '', choices: [], contact: false, ...event.said }
  if (!event.sign) return sendPage(c, receiptPage(landing, row))
  await saveVisit(c, open, { ...event, said, offered: null })
  return sendPage(c, await thanksPage(c, landing, event.rating!))
}

/** The person's own answer as a form. */
export function receiptPage(landing: Landing, row: Row, isIncomplete = false): Page {
  const { link, path, shown, survey, locale } = landing
  const { yourAnswer, eraseAnswer, chooseRating } = locale.links
  const said = { comment: row.comment ?? '', choices: row.choices ?? [], contact: row.contact === 1 }
  const initial = { visit: crypto.randomUUID(), offered: null, rating: row.rating, said }
  const circumstances = { ...link, properties: row.properties ?? {} }
  const instrument = instrumentOf(shown, locale.widget)
  const form =
    survey.status === 'closed'
      ? closedAnswer(instrument, row, locale.widget)
      : answerForm({
          survey: shown,
          instrument,
          words: locale.widget,
          circumstances,
          action: path,
          initial,
          missing: isIncomplete ? chooseRating : null,
        })
  return surveyPage(surroundingsOf(landing), {
    title: yourAnswer,
    script: landingScript,
    instrument,
    main: html`<p class="soft">${yourAnswer}</p>${form}${eraseForm(path, eraseAnswer)}`,
  })
}

/** The answer to a survey that takes no changes any more. */
function closedAnswer({ points }: Instrument, { rating, comment, language }: Row, words: WidgetWords): Html {
  const point = points.find((point) => point.rating === rating)
  return html`<h1>${point ? chosenText(point, words) : rating}</h1>${comment ? html`<p dir="auto"${langOf(language)}>${comment}</p>` : ''}`
}

function confirmPage(landing: Landing): Page {
  const { confirmErase, yourAnswer, eraseAnswer } = landing.locale.links
  const sure = html`<input type="hidden" name="sure" value="yes">`
  const more = html`<p><a href="${landing.path}">${yourAnswer}</a></p>${eraseForm(landing.path, eraseAnswer, sure)}`
  return notePage(surroundingsOf(landing), confirmErase, { script: landingScript, more })
}

function eraseForm(path: string, label: string, more: Html | '' = ''): Html {
  return html`<form class="erase" method="post" action="${path}"><input type="hidden" name="deed" value="erase">${more}<button type="submit" class="quiet">${label}</button></form>`
}

function note(landing: Landing, word: 'noAnswer' | 'answerErased'): Page {
  return notePage(surroundingsOf(landing), landing.locale.links[word])
}
