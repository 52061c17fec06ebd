import { html } from 'hono/html'
import { toPercent } from '../../../shared/percent.ts'
import { type Precision, reachOf, type Seen } from '../../../shared/reach.ts'
import type { AudienceRule, Rules, Trigger } from '../../../shared/survey.ts'
import type { Definition } from '../../contract/surveys.ts'
import { readingOf } from '../../reports/score-counts.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import type { Html } from '../layout.ts'
import { marginInWords } from '../report/margin.ts'
import { count } from '../report/numbers.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { numberTexts } from '../texts/number-texts.ts'

const texts = editorTexts.says
const percent = (share: number) => `${toPercent(share)} %`
const listOf = (words: readonly string[]) => words.join(numberTexts.comma)

/** What the last weeks say the rules mean in numbers; nothing when nothing is known. */
export function saysInNumbers(survey: SurveyRecord, seen: Seen): Html | '' {
  const reach = reachOf(readingOf(survey), seen)
  if (reach === null) return ''
  const { perDay, precision } = reach
  const { aDay, aWeek, precisely, byLastDays } = texts.numbers
  const people = perDay >= 1 ? aDay(Math.round(perDay)) : aWeek(Math.ceil(perDay * 7))
  const words = precision
    ? people + numberTexts.semicolon + precisely(marginInWords(roundedUp(precision), survey), precision.weeks)
    : people
  return html`<p class="small soft gap-s">${byLastDays(seen.days)} ${words}.</p>`
}

/** It must not promise more than it keeps. */
function roundedUp({ margin, unit }: Precision): number {
  return unit === 'scale points' ? Math.ceil(margin * 10) / 10 : Math.ceil(margin)
}

/** The rules of a survey as one sentence whose parts lead to their fields. */
export function says({ rules, format, goal }: Definition): Html {
  const link = (field: string, words: string) => html`<a href="#field-${field}"><bdi>${words}</bdi></a>`
  const part = (field: string, words: string) => link(`rules.${field}`, words)
  const often = again(rules ?? {})
  const { comma } = numberTexts
  return html`<p class="says">${texts.asks} ${goal ? html`${link('goal.width', texts.fewOf)} ` : ''}${part('share', who(rules ?? {}))} ${part('pages.include', where(rules ?? {}))}${comma}${part('when.seconds', when(rules?.when, format))}${often ? html`${comma}${part('afterAnswered', often)}` : ''}${rules?.quota ? html`${comma}${part('quota', texts.quota(count(rules.quota)))}` : ''}.</p>`
}

function who({ audience = [], share }: Rules): string {
  const people =
    audience.length > 0 ? texts.peopleWith(audience.map(condition).join(texts.and)) : texts.everybody
  return share === undefined ? people : texts.shareOf(percent(share), people)
}

function condition({ property, is, not }: AudienceRule): string {
  return is
    ? texts.is(property, is.map(String).join(texts.or))
    : texts.not(property, (not ?? []).map(String).join(texts.or))
}

function where({ pages }: Rules): string {
  const on = pages?.include?.length ? texts.on(listOf(pages.include)) : texts.onEveryPage
  return pages?.exclude?.length ? `${on} ${texts.but(listOf(pages.exclude))}` : on
}

function when({ event, click, seconds, scroll, idle, exit }: Trigger = {}, format: string): string {
  const after = texts.after
  const parts = [
    ...(event ? [after.event(event)] : []),
    ...(click ? [after.click(click)] : []),
    ...(seconds ? [after.seconds(seconds)] : []),
    ...(scroll ? [after.scroll(`${scroll} %`)] : []),
    ...(idle ? [after.idle(idle)] : []),
    ...(exit ? [after.exit] : []),
  ]
  return parts.length > 0 ? parts.join(texts.and) : format === 'page' ? texts.byLink : texts.atOnce
}

function again({ afterAnswered }: Rules): string | null {
  if (afterAnswered === undefined) return null
  return afterAnswered === null ? texts.never : texts.again(afterAnswered)
}
