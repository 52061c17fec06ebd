import { html } from 'hono/html'
import { channels } from '../../shared/response.ts'
import { bandNames } from '../../shared/scale.ts'
import type { Ctx } from '../context.ts'
import { type Moderated, type Moderation, moderation } from '../contract/moderation.ts'
import { check } from '../http/validate.ts'
import { decideOn } from '../responses/moderation-routes.ts'
import type { ModerationAction } from '../storage/moderation.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import type { Html } from './layout.ts'
import { channelName } from './report/channels-card.ts'
import { endOfLastDay, lastDayOf } from './report/dates.ts'
import { count, counted, figure } from './report/numbers.ts'

/** The fields of the form, which are those of the API. */
const fields = ['from', 'to', 'channel', 'origin', 'verified', 'band', 'text'] as const
type Given = Partial<Record<(typeof fields)[number], string>>

/** What was filled in; `null` when nothing was. Throws a 422 that names a wrong field. */
export function selectionIn(params: URLSearchParams): { given: Given; selection: Moderation } | null {
  const given: Given = Object.fromEntries(
    fields
      .map((name) => [name, name === 'to' ? endIn(params) : params.get(name)?.trim()])
      .filter(([, value]) => value),
  )
  if (Object.keys(given).length === 0) return null
  const { verified, ...rest } = given
  const selection = check(moderation, { ...rest, ...(verified && { verified: verified === 'true' }) })
  return { given, selection }
}

/** The end of the period, as a date before which it ends or as its last day. */
function endIn(params: URLSearchParams): string | undefined {
  return endOfLastDay(params.get('last')?.trim() ?? '') || params.get('to')?.trim()
}

/** Chooses any answers of a survey and, once chosen, tells what taking them out does to the score. */
export async function takeOutCard(c: Ctx, survey: SurveyRecord, params: URLSearchParams): Promise<Html> {
  const chosen = selectionIn(params)
  const effect = chosen && (await decideOn(c, survey, 'drop', { ...chosen.selection, dryRun: true }))
  const value = (name: keyof Given) => chosen?.given[name] ?? ''
  return html`<section class="card"><h2>Take answers out</h2>
<p class="soft">Choose any answers, held or not, and see what it does to the score first.</p>
<form method="get" class="controls"><div class="fields">
${input('from', 'From', value('from'), 'date')}${input('last', 'To, the last day counts', lastDayOf(chosen?.given.to), 'date')}
${select('channel', 'Channel', value('channel'), [['', 'All'], ...channels.map((name) => [name, channelName(name)] as const)])}
${input('origin', 'Page’s origin', value('origin'), 'text')}
${select('verified', 'Identity', value('verified'), identities)}
${select('band', 'Band', value('band'), [['', 'All'], ...bandNames.map((name) => [name, name] as const)])}
${input('text', 'Comment contains', value('text'), 'text')}
<button type="submit">Show what it does</button></div></form>
${chosen && effect ? decisions(survey, chosen.given, effect) : ''}</section>`
}

function decisions(survey: SurveyRecord, given: Given, effect: Moderated): Html {
  const { matched, changed, before, after } = effect
  const hidden = Object.entries(given).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  const button = (deed: ModerationAction, label: string) =>
    html` <button name="deed" value="${deed}" class="quiet">${label}</button>`
  return html`<p role="status">${counted(matched, 'answer')} ${matched === 1 ? 'fits' : 'fit'}. Without ${matched === 1 ? 'it' : 'them'} the score goes from <strong>${scoreText(survey, before)}</strong> to <strong>${scoreText(survey, after)}</strong>; ${count(changed)} would change.</p>
<form method="post">${hidden}${button('hold', 'Hold')}${button('drop', 'Drop')}${button('restore', 'Undo')}</form>
<form method="post">${hidden}<label><input type="checkbox" required> Delete for good, which cannot be undone</label>${button('delete', 'Delete')}</form>`
}

/** A score with its n, as the report says it. */
export function scoreText({ metric, definition }: SurveyRecord, { n, value }: Moderated['before']): string {
  const unit =
    metric === 'nps'
      ? 'points'
      : metric === 'ces' && definition.primary === 'mean'
        ? 'scale points'
        : 'percent'
  return `${figure(value, unit)} (n = ${count(n)})`
}

/** Applies a decision to the answers that were chosen, all of them. */
export async function decideOnChosen(
  c: Ctx,
  survey: SurveyRecord,
  deed: ModerationAction,
  selection: Moderation,
): Promise<void> {
  for (let cursor: string | null | undefined; cursor !== null; )
    cursor = (await decideOn(c, survey, deed, { ...selection, cursor })).nextCursor
}

type Option = readonly [value: string, label: string]

const identities: readonly Option[] = [
  ['', 'All'],
  ['true', 'Signed by your server'],
  ['false', 'Not signed'],
]

function input(name: keyof Given | 'last', label: string, value: string, type: 'date' | 'text'): Html {
  return html`<label class="field"><span>${label}</span><input type="${type}" name="${name}" value="${value}"></label>`
}

function select(name: keyof Given, label: string, current: string, options: readonly Option[]): Html {
  return html`<label class="field"><span>${label}</span><select name="${name}">${options.map(([value, text]) => html`<option value="${value}" ${value === current ? html`selected` : ''}>${text}</option>`)}</select></label>`
}
