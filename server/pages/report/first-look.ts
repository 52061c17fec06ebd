import { html } from 'hono/html'
import type { SurveyThemes } from '../../themes/theme-report.ts'
import type { Html } from '../layout.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { directionInUse } from '../texts/translatable.ts'
import { withNames } from '../texts/with-names.ts'
import { segmentParameter, withChanges } from './address.ts'
import { periodInWords } from './dates.ts'
import { counted, distance } from './numbers.ts'
import { type ReportContext, scoreName } from './report-context.ts'

const texts = reportTexts.first

/** The findings of a report in at most three sentences: its change, the group and the theme that differ most. Only what is unlikely to be chance. */
export function firstLook(context: ReportContext, themes: SurveyThemes | null): Html {
  const found = [changed(context), differentGroup(context), themes && tellingTheme(context, themes)].filter(
    (sentence) => sentence !== null,
  )
  return html`<section class="card" aria-labelledby="first"><h2 id="first">${texts.title}</h2>
${found.length === 0 ? html`<p class="soft">${texts.nothing}</p>` : html`<ul class="plain">${found.map((sentence) => html`<li>${sentence}</li>`)}</ul>`}</section>`
}

function changed({ report }: ReportContext): Html | null {
  const { change } = report
  if (change?.verdict !== 'real' || !change.difference) return null
  const direction = change.difference > 0 ? 'higher' : 'lower'
  const size = distance(change.difference, change.unit)
  return html`${texts.change(direction, scoreName(report.score), size, periodInWords(change.period))}`
}

/** The segment that is farthest from the rest. */
function differentGroup({ everybody, address }: ReportContext): Html | null {
  const segments = everybody.segments.flatMap(({ property, values }) =>
    values.flatMap(({ value, n, difference }) =>
      difference?.verdict === 'real' && difference.difference !== null
        ? [{ property, value, n, unit: difference.unit, by: difference.difference }]
        : [],
    ),
  )
  const farthest = segments.sort((a, b) => Math.abs(b.by) - Math.abs(a.by))[0]
  if (!farthest) return null
  const { property, value, n, unit, by } = farthest
  const words = withNames([property, value], (property, value) =>
    texts.segment(by > 0 ? 'above' : 'below', property!, value!, distance(by, unit), counted(n, 'answer')),
  )
  const segment = segmentParameter(property, value)
  return html`<a href="${withChanges(address, { segment })}"><bdi dir="${directionInUse()}">${words}</bdi></a>`
}

/** The theme whose comments come with the most different score. */
function tellingTheme({ address }: ReportContext, { themes }: SurveyThemes): Html | null {
  const telling = themes.flatMap(({ theme, n, delta, caution }) =>
    caution === null && delta?.verdict === 'real' && delta.difference !== null
      ? [{ theme, n, unit: delta.unit, by: delta.difference }]
      : [],
  )
  const farthest = telling.sort((a, b) => Math.abs(b.by) - Math.abs(a.by))[0]
  if (!farthest) return null
  const { theme, n, unit, by } = farthest
  const words = withNames([theme], (theme) =>
    texts.theme(by > 0 ? 'higher' : 'lower', theme!, distance(by, unit), counted(n, 'comment')),
  )
  return html`<a href="${withChanges(address, { 'comment-theme': theme }, '#comments')}"><bdi dir="${directionInUse()}">${words}</bdi></a>`
}

/** Links to the parts of the report. */
export function contents(names: readonly (keyof typeof reportTexts.contents)[]): Html {
  return html`<nav class="jump" aria-label="${reportTexts.contents.name}">${names.map((name) => html`<a href="#${name}">${reportTexts.contents[name]}</a>`)}</nav>`
}
