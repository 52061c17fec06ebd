import { html } from 'hono/html'
import { bandWords } from '../../shared/bandWords.ts'
import type { WidgetWords } from '../../shared/locale.ts'
import { piped } from '../../shared/piped.ts'
import { type Circumstances, longest } from '../../shared/response.ts'
import { points } from '../../shared/scale.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import type { Said } from '../links/visit.ts'
import type { Html } from './layout.ts'

/** What the form begins with. */
export interface Filled {
  /** The id of this showing. */
  readonly visit: string
  /** The score in the link. */
  readonly offered: number | null
  readonly rating: number | null
  readonly said: Said
}

/** A survey as a plain form: what it asks is one score, and why. */
export interface AnswerForm {
  readonly survey: PublicSurvey
  /** In the survey's language. */
  readonly words: WidgetWords
  readonly circumstances: Circumstances
  readonly action: string
  readonly filled: Filled
  /** Whether the page's script tells what is chosen before the form is sent. */
  readonly tells?: boolean
  /** What to do first, when it was sent without a score. */
  readonly missing?: string | null
}

/** The form, ready to be sent with or without a script. */
export function answerForm(form: AnswerForm): Html {
  const { survey, words, circumstances, action, filled, tells, missing } = form
  const say = (text: string) => piped(text, circumstances)
  const { visit, offered, rating, said } = filled
  const prompt = rating === null ? survey.commentPrompt : bandWords(survey, rating).commentPrompt
  const comment = html`<textarea name="comment" maxlength="${longest.comment}" rows="4"${rating === null ? '' : html` autofocus`}>${said.comment ?? ''}</textarea>`
  return html`<form class="card" method="post" action="${action}"${tells ? html` data-tell="rated"` : ''}>
<input type="hidden" name="visit" value="${visit}">
${offered === null ? '' : html`<input type="hidden" name="offered" value="${offered}">`}
${missing ? html`<p class="error" role="alert">${missing}</p>` : ''}
<fieldset aria-describedby="ends"><legend><h1>${say(survey.question)}</h1></legend>
<div class="points">${radios(survey, words, rating)}</div>
<div class="ends" id="ends"><span>${survey.lowLabel}</span><span>${survey.highLabel}</span></div></fieldset>
<label class="field"><span>${say(prompt || words.reason)}</span>
${comment}</label>
${ticks(survey, words, said)}
<button type="submit">${words.send}</button>
</form>`
}

function radios({ scale, lowLabel, highLabel }: PublicSurvey, words: WidgetWords, rating: number | null) {
  const all = points(scale)
  // Two points are no numbers to choose between but two words.
  const names = all.length === 2 ? [lowLabel || words.thumbs.low, highLabel || words.thumbs.high] : all
  return all.map(
    (point, place) =>
      html`<label><input type="radio" name="rating" value="${point}" required${point === rating ? html` checked` : ''}><span>${names[place]}</span></label>`,
  )
}

function ticks({ choices = [], contact }: PublicSurvey, words: WidgetWords, said: Said) {
  const offered = choices.map((choice) => tick('choices', choice, choice, said.choices?.includes(choice)))
  return html`${offered.length > 0 ? html`<fieldset class="ticks"><legend>${words.choices}</legend>${offered}</fieldset>` : ''}
${contact ? tick('contact', 'yes', words.contact, said.contact) : ''}`
}

function tick(name: string, value: string, label: string, isTicked = false) {
  return html`<label class="tick"><input type="checkbox" name="${name}" value="${value}"${isTicked ? html` checked` : ''}> <span>${label}</span></label>`
}
