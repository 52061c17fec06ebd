import { html } from 'hono/html'
import type { AnswersFilter } from '../../contract/answers.ts'
import { periodIn, segmentOf } from '../../reports/period.ts'
import type { SurveyScale } from '../../storage/surveys.ts'
import type { Html } from '../layout.ts'
import { channelName } from '../report/channels-card.ts'
import { lastDays, periodInSentence } from '../report/dates.ts'
import { answersTexts } from '../texts/answers-texts.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { shellTexts } from '../texts/shell-texts.ts'

const texts = answersTexts.filter.words

interface Clock {
  readonly timezone: string
  readonly now: number
}

/** The filter as a sentence would say it: promoters on plan pro, in the product, last 90 days. */
export function filterInWords(
  asked: AnswersFilter,
  { timezone, now }: Clock,
  survey: SurveyScale | null,
): Html {
  const { band, channel, theme, text, state, verified, contact, origin, reason } = asked
  const segments = [asked.segment ?? []].flat().map(segmentOf)
  const who = band
    ? survey
      ? answersTexts.bands[survey.metric][band][1]
      : answersTexts.anyBands[band]
    : texts.everybody
  const on = segments.map(
    ({ property, value }) =>
      html`${texts.on} <bdi>${property}</bdi> <b dir="auto">${value || reportTexts.filter.empty}</b>`,
  )
  const parts: (Html | string)[] = [
    html`${who}${on.map((each, place) => html`${place === 0 ? ' ' : texts.and}${each}`)}`,
    ...(survey ? [html`<b dir="auto">${survey.name}</b>`] : []),
    ...(channel ? [channelName(channel).toLowerCase()] : []),
    ...(state && state !== 'counted'
      ? [html`${texts.state} <b>${answersTexts.states[state].toLowerCase()}</b>`]
      : []),
    ...(reason ? [texts.heldBecause(answersTexts.reasons[reason])] : []),
    ...(theme ? [html`${texts.about} <b dir="auto">${theme}</b>`] : []),
    ...(text ? [html`${texts.with} <b dir="auto">${text}</b>`] : []),
    ...(verified ? [verified === 'true' ? texts.verified : texts.notVerified] : []),
    ...(contact ? [answersTexts.contact[contact === 'true' ? 'yes' : 'no']] : []),
    ...(origin ? [html`${texts.from} <bdi>${origin}</bdi>`] : []),
    periodText(asked, { timezone: asked.timezone ?? timezone, now }),
  ]
  return html`${parts.map((part, place) => html`${place === 0 ? '' : numberTexts.comma}${part}`)}`
}

/** The period as a sentence goes on with it: last 90 days, 29 May – 26 Nov 2026, since 29 May 2026, or all time. */
export function periodText(asked: AnswersFilter, { timezone, now }: Clock): string {
  const days = dayCount(asked)
  const last = days > 0 ? lastDays(days, now, timezone) : null
  if (last && last.from === asked.from && last.to === asked.to) return lowered(shellTexts.pick.lastDays(days))
  const { from, to } = periodIn(asked, timezone)
  const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString())
  return periodInSentence({ from: iso(from), to: iso(to), timezone })
}

/** Whole days between two dates; 0 when they are not both given as dates. */
function dayCount({ from = '', to = '' }: AnswersFilter): number {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  return from.length === 10 && to.length === 10 && Number.isInteger(days) ? days : 0
}

const lowered = (words: string) => words[0]!.toLowerCase() + words.slice(1)
