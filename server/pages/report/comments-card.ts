import { html } from 'hono/html'
import { type Band, bandNames, bandOf, points } from '../../../shared/scale.ts'
import { cursorAfter, placeOf } from '../../http/pagination.ts'
import { type CommentFilter, listComments, type StoredComment } from '../../storage/comment-list.ts'
import type { Database } from '../../storage/db.ts'
import { editionsOf, servedOf } from '../../storage/themes/editions.ts'
import { type FoundThemes, foundThemes } from '../../storage/themes/mentions.ts'
import { type Html, langOf } from '../layout.ts'
import { reportCardTexts } from '../texts/report-card-texts.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { type Address, answerPath, answersOf, withChanges, withPage } from './address.ts'
import { channelName } from './channels-card.ts'
import { dayOf } from './dates.ts'
import { highlighted } from './highlight.ts'
import { bandsOf, bandWord, type ReportContext } from './report-context.ts'

/** A page of comments, newest first. */
export interface Comments {
  readonly band: Band | null
  /** The theme they all mention; `null` when not filtered by theme. */
  readonly theme: string | null
  readonly items: readonly StoredComment[]
  /** The themes found in each, by response id. */
  readonly found: ReadonlyMap<string, FoundThemes>
  /** The cursor of the next page; `null` on the last. */
  readonly next: string | null
}

const texts = reportCardTexts.comments

const pageSize = 20

/** Where the page of comments begins that the URL asks for; `null` at the newest. Throws a 422 for an invalid cursor. */
export const requirePlace = ({ params }: Address) => placeOf(params.get('after') ?? undefined)

/** Reads the page of comments that the URL asks for. Throws like `requirePlace`. */
export async function readComments(
  database: Database,
  filter: Omit<CommentFilter, 'ratings' | 'theme'>,
  { scale, address }: Pick<ReportContext, 'scale' | 'address'>,
): Promise<Comments> {
  const band = bandNames.find((name) => name === address.params.get('comment-band')) ?? null
  const ratings = band && points(scale).filter((point) => bandOf(scale, point) === band)
  const after = requirePlace(address)
  const { surveyId } = filter.selection
  const edition = servedOf(await editionsOf(database, surveyId))
  const name = address.params.get('comment-theme')
  const theme = name === null ? null : { edition: edition?.id ?? 0, name }
  const rows = await listComments(database, { ...filter, ratings, theme }, after, pageSize + 1)
  const last = rows.length > pageSize ? rows[pageSize - 1] : undefined
  const items = rows.slice(0, pageSize)
  const ids = items.map(({ id }) => id)
  const found = edition ? await foundThemes(database, edition.id, surveyId, ids) : new Map()
  return { band, theme: name, items, found, next: last ? cursorAfter(last) : null }
}

/** The latest comments, with filters by band and theme. */
export function commentsCard(context: ReportContext, { band, theme, items, found, next }: Comments): Html {
  const { address, report } = context
  const bandLink = (choice: Band | null, label: string) =>
    html`<li><a href="${withChanges(address, { 'comment-band': choice }, '#comments')}" ${choice === band ? html`aria-current="true"` : ''}>${label}</a></li>`
  return html`<section class="card comments" aria-labelledby="comments"><h2 id="comments">${texts.title}</h2>
<p><a href="${answersOf(address, { ...(band && { band }), ...(theme !== null && { theme }) })}">${reportTexts.allInAnswers}</a></p>
<nav aria-label="${texts.byBand}"><ul class="choices">${bandLink(null, texts.all)}${bandsOf(report.score).map((each) => bandLink(each.band, each.label))}</ul></nav>
${theme === null ? '' : html`<p>${texts.onlyAbout} <strong><bdi>${theme}</bdi></strong>. <a href="${withChanges(address, { 'comment-theme': null }, '#comments')}">${texts.allComments}</a></p>`}
${address.params.has('count') ? html`<p class="soft">${texts.beyond}</p>` : ''}
${items.length === 0 ? html`<p class="soft">${texts.none}</p>` : html`<ol class="plain">${items.map((item) => comment(context, item, theme, found.get(item.id)))}</ol>`}
<p class="pager">${address.params.has('after') ? html`<a href="${withChanges(address, {}, '#comments')}">${texts.newest}</a>` : ''}${next ? html`<a href="${withPage(address, next)}" rel="next">${texts.more}</a>` : ''}</p></section>`
}

function comment(
  { scale, report, address }: ReportContext,
  { id, rating, comment, properties, channel, language, answeredAt }: StoredComment,
  theme: string | null,
  found: FoundThemes | undefined,
) {
  const band = bandOf(scale, rating)
  const { timezone } = report.period
  const marked = theme ?? address.params.get('theme')
  return html`<li class="comment"><p class="rating ${band}"><span class="value">${rating}</span> <span class="name">${bandWord(report.score, band)}</span></p>
<div><p class="words" dir="auto"${langOf(language)}>${highlighted(
    comment,
    (found?.mentions ?? []).filter((mention) => mention.theme === marked),
  )}</p>
${found && found.themes.length > 0 ? html`<p class="spoken-of">${found.themes.map((each) => html`<bdi>${each.theme}</bdi>`)}</p>` : ''}
<p class="soft about"><a href="${answerPath(address, id)}"><time datetime="${new Date(answeredAt).toISOString()}">${dayOf(answeredAt, timezone)}</time></a><span>${channelName(channel)}</span>${Object.entries(properties ?? {}).map(([name, value]) => html`<span class="property"><bdi>${name}</bdi>: <bdi>${String(value)}</bdi></span>`)}</p></div></li>`
}
