import { csvFormatRows, dsvFormat } from 'd3-dsv'
import { html } from 'hono/html'
import type { Ctx } from '../../context.ts'
import type { PeopleAdded } from '../../contract/campaigns.ts'
import type { FieldError } from '../../http/problem.ts'
import type { CampaignRecord } from '../../storage/campaigns.ts'
import type { Html } from '../layout.ts'
import { reasonText } from '../reason.ts'
import { count, counted } from '../report/numbers.ts'
import { areaField, errorSummary } from '../surveys/form-fields.ts'
import { campaignTexts } from '../texts/campaign-texts.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { campaignPath } from './campaign-of-page.ts'

const texts = campaignTexts.add
/** Lines whose errors are said one by one. */
const mostSaid = 10

/** A pasted table as CSV: spreadsheets paste with tabs, and some write CSV with semicolons. Addresses alone are a column of them. */
export function pastedTable(text: string): string {
  const cells = text.split(/[\s,;]+/).filter((cell) => cell !== '')
  if (cells.length > 0 && cells.every((cell) => /^[^\s@"<>]+@[^\s@"<>]+$/.test(cell)))
    return ['email', ...cells].join('\n')
  const [head = ''] = text.trimStart().split(/[\r\n]/, 1)
  const mark = head.includes(',') ? undefined : ['\t', ';'].find((each) => head.includes(each))
  return mark === undefined ? text : csvFormatRows(dsvFormat(mark).parseRows(text))
}

/** What is wrong with the lines that were refused, as one error of the field; none when all were taken. */
export function errorsOfLines({ added, duplicates, refused, stoppedAt }: PeopleAdded): FieldError[] {
  if (refused.length === 0) return []
  const lines = refused
    .slice(0, mostSaid)
    .map(({ line, errors }) =>
      texts.line(
        count(line),
        errors.map(({ field, detail }) => `${field} ${reasonText(detail)}`).join(numberTexts.comma),
      ),
    )
  const more = refused.length - lines.length
  const said = [
    ...lines,
    ...(more > 0 ? [texts.more(counted(more, 'line'))] : []),
    ...(stoppedAt ? [texts.stopped(count(stoppedAt))] : []),
    taken(added, duplicates),
  ]
  return [{ field: 'people', detail: said.join('\n') }]
}

function taken(added: number, duplicates: number): string {
  const people = texts.added(counted(added, 'person'))
  return duplicates > 0 ? `${people} ${texts.duplicates(count(duplicates))}` : people
}

/** The form that takes a pasted table, or what became of the last one. */
export function addCard(
  c: Ctx,
  { id, status, plan }: CampaignRecord,
  pasted: { readonly text: string; readonly errors: readonly FieldError[] } | undefined,
): Html | '' {
  if (status === 'cancelled') return ''
  const state = { values: { people: pasted?.text ?? '' }, errors: pasted?.errors ?? [] }
  const [added, duplicates] = ['added', 'duplicates'].map((name) => Number(c.req.query(name)))
  const isAdded = Number.isSafeInteger(added) && c.req.query('added') !== undefined
  return html`<section class="card gap" aria-labelledby="add"><h2 id="add">${texts.title}</h2>
${isAdded && !pasted ? html`<p class="note good gap" id="added" role="status" tabindex="-1">${taken(added!, duplicates || 0)}</p>` : ''}
<form class="stack gap" method="post" action="${campaignPath(c, id, '/people')}">${errorSummary(state, texts.errors, ['people'])}${areaField(state, { name: 'people', label: texts.label, hint: plan.recurring ? texts.hintRecurring : texts.hint }, 6)}
<p><button class="btn" type="submit">${texts.button}</button></p></form></section>`
}
