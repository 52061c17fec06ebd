import { html } from 'hono/html'
import { bandWords } from '../../shared/bandWords.ts'
import { directionOf } from '../../shared/direction.ts'
import { smiley, star, thumb } from '../../shared/drawings.ts'
import { chosenText, type Instrument, type Point } from '../../shared/instrument.ts'
import type { WidgetWords } from '../../shared/locale.ts'
import { piped } from '../../shared/piped.ts'
import { type Circumstances, longest } from '../../shared/response.ts'
import { type Display, isForeign, type PublicSurvey } from '../../shared/survey.ts'
import type { AnswerDetails } from '../links/visit.ts'
import type { Html } from './layout.ts'

/** The values the form starts with. */
export interface InitialAnswer {
  /** The id of this opening of the page. */
  readonly visit: string
  /** The score in the link. */
  readonly offered: number | null
  readonly rating: number | null
  readonly said: AnswerDetails
}

/** A survey as a plain HTML form. */
export interface AnswerForm {
  readonly survey: PublicSurvey
  readonly instrument: Instrument
  /** In the survey's language. */
  readonly words: WidgetWords
  readonly circumstances: Circumstances
  readonly action: string
  readonly initial: InitialAnswer
  /** Whether the page's script reports each change before the form is sent. */
  readonly reportsChanges?: boolean
  /** The error when the form was sent without a score. */
  readonly missing?: string | null
}

/** The form; it works with and without JavaScript. In the order of the widget: score, prompt, reasons, comment. */
export function answerForm(form: AnswerForm): Html {
  const { survey, instrument, words, circumstances, action, initial, reportsChanges, missing } = form
  const { display, points, ends } = instrument
  const say = (text: string) => piped(text, circumstances)
  const { visit, offered, rating, said } = initial
  const promptFor = (rating: number) => say(bandWords(survey, rating).commentPrompt || words.reason)
  const prompt = rating === null ? say(survey.commentPrompt || words.reason) : promptFor(rating)
  const chosen = points.find((point) => point.rating === rating)
  const isPair = points.length === 2
  // Built-in words in another language than the survey's are marked as such, and not mirrored.
  const inWords = isForeign(survey)
    ? html` lang="${survey.wordsIn}" dir="${directionOf(survey.wordsIn!)}"`
    : ''

  const radio = (point: Point, place: number) => {
    const error = missing && place === 0 ? html` aria-describedby="missing" autofocus` : ''
    const changed = survey.byBand ? html` data-prompt="${promptFor(point.rating)}"` : ''
    return html`<label><input type="radio" name="rating" value="${point.rating}" required${point === chosen ? html` checked` : ''} aria-label="${point.name}" data-choice="${point.choice}"${changed}${error}><span aria-hidden="true">${drawing(display, point.mood)}${isPair || display === 'numbers' ? point.label : ''}</span></label>`
  }
  return html`<form method="post" action="${action}"${reportsChanges ? html` data-report="rated"` : ''}>
<input type="hidden" name="visit" value="${visit}">
${offered === null ? '' : html`<input type="hidden" name="offered" value="${offered}">`}
<fieldset role="radiogroup" aria-labelledby="question"${missing ? html` aria-describedby="missing" aria-invalid="true"` : ''}><legend><h1 id="question">${say(survey.question)}</h1></legend>
${missing ? html`<p class="error" id="missing">${missing}</p>` : ''}
<div class="scale"><div class="frame"><div class="points ${display}${isPair ? ' pair' : ''}">${points.map(radio)}</div>
${ends ? html`<div class="ends" aria-hidden="true"><span>${ends.low}</span><span>${ends.high}</span></div>` : ''}</div></div></fieldset>
<p class="chosen" id="chosen" data-words="${words.chosen}" role="status"${inWords}>${chosen ? chosenText(chosen, words) : ''}</p>
<label class="ask" id="prompt" for="comment">${prompt}</label>
${reasons(survey.choices ?? [], said, html`<p id="hint"${inWords}>${words.choices}</p>`)}
<textarea id="comment" name="comment" dir="auto" maxlength="${longest.comment}" rows="3"${chosen ? html` aria-describedby="chosen" autofocus` : ''}>${said.comment ?? ''}</textarea>
<div class="last">${survey.contact ? tick('contact', 'yes', words.contact, said.contact) : ''}<button type="submit"${inWords}>${words.send}</button></div>
</form>`
}

/** What stands in place of the number; nothing for numbers. */
function drawing(display: Display, mood: number): Html | '' {
  if (display === 'numbers') return ''
  const path = display === 'stars' ? star : display === 'smileys' ? smiley(mood) : thumb
  const turned = display === 'thumbs' && mood < 1 ? html` class="turned"` : ''
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"${turned}><path d="${path}"/></svg>`
}

function reasons(choices: readonly string[], said: AnswerDetails, hint: Html) {
  if (choices.length === 0) return ''
  const ticks = choices.map((choice) => tick('choices', choice, choice, said.choices?.includes(choice)))
  return html`<fieldset class="ticks" aria-labelledby="prompt" aria-describedby="hint">${hint}${ticks}</fieldset>`
}

function tick(name: string, value: string, label: string, isTicked = false) {
  return html`<label class="tick"><input type="checkbox" name="${name}" value="${value}"${isTicked ? html` checked` : ''}> <span>${label}</span></label>`
}
