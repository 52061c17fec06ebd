import { html } from 'hono/html'
import { bandOf } from '../../../shared/scale.ts'
import { scaleOf } from '../../../shared/survey.ts'
import type { FollowedAnswer } from '../../answers/read-answers.ts'
import { keyOf } from '../../storage/find-responses.ts'
import type { SurveyScale } from '../../storage/surveys.ts'
import type { FoundThemes } from '../../storage/themes/mentions.ts'
import { type Html, langOf } from '../layout.ts'
import { channelName } from '../report/channels-card.ts'
import { dateOf, daysAfter } from '../report/dates.ts'
import { highlighted } from '../report/highlight.ts'
import { count } from '../report/numbers.ts'
import { answersTexts } from '../texts/answers-texts.ts'
import { decisionTexts } from '../texts/decision-texts.ts'
import { dateFormat } from '../texts/formats.ts'
import { dateLocaleInUse } from '../texts/translatable.ts'
import { type AnswersAddress, linkTo, pathOfAnswer } from './answers-address.ts'

const texts = answersTexts.list

/** What a list of answers is drawn with. */
export interface ListState {
  readonly address: AnswersAddress
  readonly timezone: string
  readonly now: number
  readonly surveys: ReadonlyMap<string, SurveyScale>
  /** The themes found in each, by `keyOf`. */
  readonly found: ReadonlyMap<string, FoundThemes>
  /** The answer that is shown beside the list, by `keyOf`. */
  readonly current: string | null
}

/** Answers under the days they were given on. */
export function answerList(state: ListState, items: readonly FollowedAnswer[]): Html {
  const days = Map.groupBy(items, ({ row }) => dateOf(row.answeredAt, state.timezone))
  return html`${[...days].map(([day, answers]) => html`<h2 class="dayline">${dayInWords(day, state)}</h2><ol class="plain">${answers.map((answer) => listed(state, answer))}</ol>`)}`
}

function dayInWords(day: string, { now, timezone }: ListState): string {
  const today = dateOf(now, timezone)
  const date = dateFormat(dateLocaleInUse(), {
    ...{ timeZone: 'UTC', day: 'numeric', month: 'long' },
    ...(day.slice(0, 4) !== today.slice(0, 4) && { year: 'numeric' as const }),
  }).format(new Date(day))
  if (day === today) return texts.today(date)
  return day === daysAfter(today, -1) ? texts.yesterday(date) : date
}

function listed(state: ListState, answer: FollowedAnswer): Html {
  const { row } = answer
  const survey = state.surveys.get(row.surveyId)
  const key = keyOf(row.surveyId, row.id)
  const href = pathOfAnswer(state.address, row)
  const properties = Object.values(row.properties ?? {}).slice(0, mostProperties)
  const about = [
    ...(properties.length > 0
      ? [
          html`${properties.map((value, place) => html`${place > 0 ? ' · ' : ''}<bdi>${String(value)}</bdi>`)}`,
        ]
      : []),
    ...(state.surveys.size > 1 && survey && !state.address.params.has('survey')
      ? [html`<bdi>${survey.name}</bdi>`]
      : []),
    channelName(row.channel).toLowerCase(),
    ...(row.contact === 1 ? [answersTexts.contact.yes] : []),
  ]
  return html`<li class="answer"${key === state.current ? html` aria-current="true"` : ''}>${ratingChip(survey, row.rating)}<div><p class="words${row.comment === null ? ' none' : ''}" dir="auto"${langOf(row.language)}><a href="${href}">${commentOf(row.comment, state.found.get(key))}</a></p>
${row.choices?.length ? html`<p class="row gap-s">${row.choices.map((choice) => html`<span class="tag" dir="auto">${choice}</span>`)}</p>` : ''}<p class="meta"><span class="who"><bdi>${whoOf(row)}</bdi></span>${identityOf(row)}${about.map((each) => html`<span>${each}</span>`)}</p>${decisions(state, answer)}</div>
<div class="state"><time datetime="${new Date(row.answeredAt).toISOString()}">${timeOf(row.answeredAt, state.timezone)}</time>${stateTag(answer)}${answer.followUp.owner ? html`<bdi class="small soft">${answer.followUp.owner}</bdi>` : ''}</div></li>`
}

/** Decides about an answer that is held, or was, without leaving the list. */
function decisions({ address }: ListState, { row }: FollowedAnswer): Html | '' {
  if (row.state !== 'held' && row.ruling === null) return ''
  const button = (deed: keyof typeof decisionTexts.one) =>
    html`<button class="btn" type="submit" name="deed" value="${deed}">${decisionTexts.one[deed]}</button>`
  const why = row.heldReason
    ? html`<span class="small soft">${answersTexts.reasons[row.heldReason]}</span>`
    : ''
  return html`<form class="row gap-s" method="post" action="${linkTo(address.base, address.params)}">${why}<input type="hidden" name="survey" value="${row.surveyId}"><input type="hidden" name="id" value="${row.id}">${row.ruling === null ? html`${button('release')}${button('drop')}` : button('restore')}</form>`
}

const mostProperties = 3

/** Characters of a comment that a list shows. */
const mostShown = 400

function commentOf(comment: string | null, found: FoundThemes | undefined): Html {
  if (comment === null) return html`${answersTexts.noComment}`
  const isCut = comment.length > mostShown
  const shown = isCut ? comment.slice(0, mostShown).replace(/[\ud800-\udbff]$/, '') : comment
  const mentions = (found?.mentions ?? []).filter(({ end }) => end <= shown.length)
  return html`${highlighted(shown, mentions)}${isCut ? ' …' : ''}`
}

/** How a person is called: by name, else address, else id. */
export function whoOf(row: FollowedAnswer['row']): string {
  return row.respondentName ?? row.respondentEmail ?? row.respondentId ?? answersTexts.nobody
}

/** Whether the host vouched for a person; nothing of who is not known. */
function identityOf(row: FollowedAnswer['row']): Html | '' {
  if (row.respondentId === null && row.respondentEmail === null) return ''
  return html`<span>${answersTexts.identity[row.respondentVerified === 1 ? 'verified' : 'claimed']}</span>`
}

/** The time of day. */
export function timeOf(time: number, timezone: string): string {
  return dateFormat(dateLocaleInUse(), {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(time)
}

const bandClasses = { positive: 'high', neutral: 'mid', negative: 'low' } as const

/** The class, the word and the scale's end of a rating. */
export function ratingWords(survey: SurveyScale | undefined, rating: number) {
  const scale = survey && scaleOf(survey.metric, survey.scale, survey.threshold)
  if (!survey || !scale) return { tone: 'mid', word: '', scale: null }
  const band = bandOf(scale, rating)
  return { tone: bandClasses[band], word: answersTexts.bands[survey.metric][band][0], scale }
}

/** The rating in its band's colour; screen readers hear the scale's end and the band too. */
export function ratingChip(survey: SurveyScale | undefined, rating: number, size = ''): Html {
  const { tone, word, scale } = ratingWords(survey, rating)
  return html`<span class="rate ${tone} ${size}"><span class="hide">${texts.scored}</span>${count(rating)}<span class="hide">${scale ? texts.ofScale(scale.max, word.toLowerCase()) : ''}</span></span>`
}

/** The state of an answer as a tag; nothing where nothing needs doing. */
export function stateTag({ row, followUp }: FollowedAnswer): Html | '' {
  const [state, tone] =
    row.state === 'test'
      ? (['test', 'line'] as const)
      : row.state === 'held'
        ? ([row.ruling === 'dropped' ? 'dropped' : 'held', 'warn'] as const)
        : ([
            followUp.state,
            { open: 'accent', 'in-hand': 'line', done: 'high' }[followUp.state ?? 'open'],
          ] as const)
  return state === null ? '' : html`<span class="tag ${tone}">${answersTexts.states[state]}</span>`
}
