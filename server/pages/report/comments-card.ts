import { html } from 'hono/html'
import { type Band, bandNames, bandOf, points } from '../../../shared/scale.ts'
import { cursorAfter, placeOf } from '../../http/pagination.ts'
import { type CommentFilter, listComments, type StoredComment } from '../../storage/comments.ts'
import type { Database } from '../../storage/db.ts'
import { editionsOf, servedOf } from '../../storage/themes/editions.ts'
import { type FoundThemes, foundThemes } from '../../storage/themes/mentions.ts'
import type { Html } from '../layout.ts'
import { changed, withPage } from './address.ts'
import { channelName } from './channels-card.ts'
import { dayOf } from './dates.ts'
import { highlighted } from './highlight.ts'
import { bandsOf, bandWord, type ReportContext } from './report-context.ts'

/** A page of comments: what people said, newest first. */
export interface Comments {
  readonly band: Band | null
  /** The one theme they all speak of; `null` of any. */
  readonly theme: string | null
  readonly items: readonly StoredComment[]
  /** What each was found to say. */
  readonly said: ReadonlyMap<string, FoundThemes>
  /** The cursor of the page after this one. */
  readonly next: string | null
}

const commentsShown = 20

/** Reads the page of comments an address asks for; throws a 422 for a cursor not made here. */
export async function readComments(
  database: Database,
  filter: Omit<CommentFilter, 'ratings' | 'theme'>,
  { scale, address }: Pick<ReportContext, 'scale' | 'address'>,
): Promise<Comments> {
  const band = bandNames.find((name) => name === address.params.get('band')) ?? null
  const ratings = band && points(scale).filter((point) => bandOf(scale, point) === band)
  const after = placeOf(address.params.get('after') ?? undefined)
  const { surveyId } = filter.selection
  const edition = servedOf(await editionsOf(database, surveyId))
  const name = address.params.get('theme')
  const theme = name === null ? null : { edition: edition?.id ?? 0, name }
  const found = await listComments(database, { ...filter, ratings, theme }, after, commentsShown + 1)
  const last = found.length > commentsShown ? found[commentsShown - 1] : undefined
  const items = found.slice(0, commentsShown)
  const ids = items.map(({ id }) => id)
  const said = edition ? await foundThemes(database, edition.id, surveyId, ids) : new Map()
  return { band, theme: name, items, said, next: last ? cursorAfter(last) : null }
}

/** The latest comments, and the ways to see others. */
export function commentsCard(context: ReportContext, { band, theme, items, said, next }: Comments): Html {
  const { address, report } = context
  const choice = (wanted: Band | null, label: string) =>
    html`<li><a href="${changed(address, { band: wanted }, '#comments')}" ${wanted === band ? html`aria-current="true"` : ''}>${label}</a></li>`
  return html`<section class="card comments" aria-labelledby="comments"><h2 id="comments">Comments</h2>
<nav aria-label="Comments by band"><ul class="choices">${choice(null, 'All')}${bandsOf(report.score).map((each) => choice(each.band, each.label))}</ul></nav>
${theme === null ? '' : html`<p>Only those that speak of <strong><bdi>${theme}</bdi></strong>. <a href="${changed(address, { theme: null }, '#comments')}">All comments</a></p>`}
${address.params.has('count') ? html`<p class="soft">Also those that came with answers not counted above.</p>` : ''}
${items.length === 0 ? html`<p class="soft">No comments here.</p>` : html`<ol class="plain">${items.map((item) => comment(context, item, theme, said.get(item.id)))}</ol>`}
<p class="pager">${address.params.has('after') ? html`<a href="${changed(address, {}, '#comments')}">Newest</a>` : ''}${next ? html`<a href="${withPage(address, next)}" rel="next">More comments</a>` : ''}</p></section>`
}

function comment(
  { scale, report }: ReportContext,
  { rating, comment, properties, channel, answeredAt }: StoredComment,
  theme: string | null,
  said: FoundThemes | undefined,
) {
  const band = bandOf(scale, rating)
  const { timezone } = report.period
  return html`<li class="comment"><p class="rating ${band}"><span class="value">${rating}</span> <span class="name">${bandWord(report.score, band)}</span></p>
<div><p class="words" dir="auto">${highlighted(
    comment,
    (said?.mentions ?? []).filter((mention) => mention.theme === theme),
  )}</p>
${said && said.themes.length > 0 ? html`<p class="spoken-of">${said.themes.map((each) => html`<bdi>${each.theme}</bdi>`)}</p>` : ''}
<p class="soft about"><time datetime="${new Date(answeredAt).toISOString()}">${dayOf(answeredAt, timezone)}</time><span>${channelName(channel)}</span>${Object.entries(properties ?? {}).map(([name, value]) => html`<span class="property"><bdi>${name}</bdi>: <bdi>${String(value)}</bdi></span>`)}</p></div></li>`
}
