import { html } from 'hono/html'
import { channels } from '../../../shared/response.ts'
import { bandNames } from '../../../shared/scale.ts'
import type { AnswersFilter } from '../../contract/answers.ts'
import type { Refusal } from '../../http/problem.ts'
import { segmentOf } from '../../reports/period.ts'
import type { AnswerCount } from '../../storage/answers/find-answers.ts'
import { answerStates } from '../../storage/answers/terms.ts'
import type { PropertyValues } from '../../storage/counts/properties.ts'
import type { SurveyScale } from '../../storage/surveys.ts'
import { icon } from '../console/icons.ts'
import {
  chosenPick,
  group,
  lastDaysOptions,
  morePicks,
  type Option,
  otherParameters,
  periodForm,
  pick,
  refusedPick,
  surveyOptions,
} from '../console/pick.ts'
import type { Html } from '../layout.ts'
import { segmentParameter } from '../report/address.ts'
import { channelName } from '../report/channels-card.ts'
import { lastDayOf } from '../report/dates.ts'
import { count, counted } from '../report/numbers.ts'
import { answersTexts } from '../texts/answers-texts.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { type AnswersAddress, withFilter, withSegment } from './answers-address.ts'
import { filterInWords, periodText } from './filter-in-words.ts'

const texts = answersTexts.filter

/** What the filter bar offers and says. */
export interface FilterState {
  readonly address: AnswersAddress
  readonly asked: AnswersFilter
  readonly timezone: string
  readonly now: number
  readonly surveys: readonly SurveyScale[]
  /** The survey that is chosen. */
  readonly survey: SurveyScale | null
  readonly properties: readonly PropertyValues[]
  readonly themes: readonly string[]
  readonly count: AnswerCount
  readonly of: number
}

/** The filter: links and one form, which work without scripts, and what they mean in words. */
export function filterBar(state: FilterState, refusal: Refusal | null = null): Html {
  const { address, asked } = state
  return html`<div class="filter" role="search" aria-label="${texts.name}"><div class="bar">
<form class="find" method="post" action="${withFilter(address, { text: null, find: null })}"><input type="hidden" name="deed" value="search"><label><span class="hide">${texts.findLabel}</span>${icon('search')}<input class="input" type="search" name="text" value="${asked.text ?? ''}" placeholder="${texts.placeholder}" maxlength="500"></label><button class="hide" type="submit">${texts.find}</button></form>
${surveyPick(state)}${periodPick(state)}${bandPick(state)}${statePick(state)}${chosen(state)}${refusal ? refusedPick(refusal) : ''}${morePick(state)}</div>
${refusal ? '' : saying(state)}</div>`
}

function saying({ address, asked, timezone, now, survey, count: { n, isMore }, of }: FilterState): Html {
  const isInScore = asked.state !== 'held' && asked.state !== 'dropped' && asked.state !== 'test'
  const number = html`<b>${isMore ? texts.moreThan : ''}${count(n)}</b>`
  const share =
    isInScore && n !== of
      ? html`${number}${texts.of(counted(of, 'answer'))}`
      : html`${number} ${numberTexts.answers(n)}`
  return html`<p class="saying" id="saying" role="status" tabindex="-1"><span>${share}: ${filterInWords(asked, { timezone, now }, survey)}${numberTexts.comma}${texts.newestFirst}.</span>${address.params.size > 0 ? html`<a href="${address.base}">${texts.clear}</a>` : ''}</p>`
}

function surveyPick({ address, surveys, survey }: FilterState): Html {
  const options = surveyOptions(surveys, survey?.id, (id) => withFilter(address, { survey: id }))
  return pick(
    texts.survey,
    survey?.name ?? texts.all,
    [[texts.allSurveys, withFilter(address, { survey: null }), !survey], ...options],
    survey !== null,
  )
}

function periodPick({ address, asked, timezone, now }: FilterState): Html {
  const chosen = { from: asked.from, to: asked.to }
  const options = lastDaysOptions([7, 30, 90, 365], { now, timezone }, chosen, (period) =>
    withFilter(address, { ...period }),
  )
  const isOn = asked.from !== undefined || asked.to !== undefined
  const own = periodForm(address.base, otherParameters(address.params, ['from', 'to']), [
    ['from', asked.from?.slice(0, 10) ?? ''],
    ['last', lastDayOf(asked.to)],
  ])
  return pick(
    texts.period,
    periodText(asked, { timezone: asked.timezone ?? timezone, now }),
    [[answersTexts.list.allTime, withFilter(address, { from: null, to: null }), !isOn], ...options],
    isOn,
    own,
  )
}

/** A band as a survey's people are called by it: Promoters. */
export function bandName(survey: SurveyScale | null, band: (typeof bandNames)[number]): string {
  const name = survey ? answersTexts.bands[survey.metric][band][1] : answersTexts.anyBands[band]
  return name[0]!.toUpperCase() + name.slice(1)
}

function bandPick({ address, asked, survey }: FilterState): Html {
  const nameOf = (band: (typeof bandNames)[number]) => bandName(survey, band)
  const options = bandNames.map(
    (band): Option => [nameOf(band), withFilter(address, { band }), asked.band === band],
  )
  return pick(
    texts.score,
    asked.band ? nameOf(asked.band) : texts.any,
    [[texts.anyScore, withFilter(address, { band: null }), !asked.band], ...options],
    asked.band !== undefined,
  )
}

function statePick({ address, asked }: FilterState): Html {
  const { state } = asked
  const options = answerStates.map(
    (name): Option => [
      answersTexts.states[name],
      withFilter(address, { state: name, reason: null }),
      state === name,
    ],
  )
  const isOn = state !== undefined && state !== 'counted'
  return pick(
    texts.state,
    isOn ? answersTexts.states[state] : texts.any,
    [[texts.anyState, withFilter(address, { state: null, reason: null }), !isOn], ...options],
    isOn,
  )
}

/** What else is chosen; each is taken off by itself. */
function chosen({ address, asked }: FilterState): Html {
  const { theme, channel, verified, contact, origin, reason } = asked
  const parameter = (name: keyof typeof texts.chosen, value: string | undefined) =>
    value === undefined ? '' : chosenPick(texts.chosen[name], value, withFilter(address, { [name]: null }))
  return html`${address.params.getAll('segment').map((segment) => {
    const { property, value } = segmentOf(segment)
    return chosenPick(property, value || reportTexts.filter.empty, withSegment(address, segment, false))
  })}${parameter('theme', theme)}${parameter('channel', channel && channelName(channel))}${parameter('verified', verified && answersTexts.identity[verified === 'true' ? 'verified' : 'not'])}${parameter('contact', contact && (contact === 'true' ? texts.allowed : texts.notAllowed))}${parameter('origin', origin)}${parameter('reason', reason && answersTexts.reasons[reason])}`
}

function morePick({ address, properties, themes }: FilterState): Html {
  return morePicks(html`${properties.map(({ property, values }) =>
    group(
      property,
      values.map((value) => [
        value || reportTexts.filter.empty,
        withSegment(address, segmentParameter(property, value), true),
      ]),
    ),
  )}
${group(
  texts.channel,
  channels.map((name) => [channelName(name), withFilter(address, { channel: name })]),
)}
${group(
  texts.theme,
  themes.map((name) => [name, withFilter(address, { theme: name })]),
)}
${group(texts.identity, [
  [texts.verified, withFilter(address, { verified: 'true' })],
  [texts.notVerified, withFilter(address, { verified: 'false' })],
])}
${group(texts.contact, [
  [texts.mayBe, withFilter(address, { contact: 'true' })],
  [texts.mayNot, withFilter(address, { contact: 'false' })],
])}`)
}
