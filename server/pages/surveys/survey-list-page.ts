import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { cursorAfter, placeOf } from '../../http/pagination.ts'
import { countAnswers } from '../../storage/overview.ts'
import { countSurveys, findSurveys, type SurveyRecord } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { icon } from '../console/icons.ts'
import { notice } from '../console/notice.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { count } from '../report/numbers.ts'
import { languageName } from '../texts/formats.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { surveyTexts } from '../texts/survey-texts.ts'
import { localeInUse } from '../texts/translatable.ts'
import { askedOf, findBar, parametersOf } from './find-surveys.ts'

const rowsOnPage = 50
const states = ['live', 'draft', 'closed'] as const
type Tab = (typeof states)[number] | 'archived'
const tabNames: readonly Tab[] = [...states, 'archived']

/** `GET /console/surveys`: every survey, whatever its state. */
export async function showSurveyList(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database } = c.var.services
  const state = c.req.query('state')
  const tab = tabNames.find((each) => each === state)
  const isArchived = tab === 'archived'
  const after = placeOf(c.req.query('after'))
  const asked = askedOf(c)
  const filter = { states: tab && !isArchived ? [tab] : states, isArchived, ...asked }
  const [found, counts] = await Promise.all([
    findSurveys(database, workspace.id, filter, after, rowsOnPage + 1),
    countSurveys(database, workspace.id),
  ])
  const surveys = found.slice(0, rowsOnPage)
  const answers = await countAnswers(
    database,
    surveys.map(({ id }) => id),
  )
  const last = found.length > rowsOnPage ? surveys.at(-1) : undefined
  const next = last && cursorAfter({ answeredAt: last.createdAt, id: last.id })
  const total = tab ? counts[tab] : counts.live + counts.draft + counts.closed
  const isSome = asked.search !== '' || asked.touchpoint !== ''
  return consolePage(c, workspace, {
    place: 'surveys',
    title: surveyTexts.surveys,
    body: html`<header class="head"><div><h1>${surveyTexts.surveys}</h1></div><div class="row acts"><a class="btn primary" href="${pathTo(c, '/console/new-survey')}">${icon('add')}${surveyTexts.newSurvey}</a></div></header>
${deletedNote(c)}${tabs(c, tab, counts)}
${total > 1 || isSome ? await findBar(c, workspace, '/console/surveys', { asked, states: filter.states, ...(tab && { more: { state: tab } }) }) : ''}
<section class="card flush" aria-labelledby="surveys"><h2 class="hide" id="surveys" tabindex="-1">${surveyTexts.surveys}</h2>
${surveys.length === 0 ? html`<p class="pad">${isSome ? surveyTexts.find.nothing : surveyTexts.none}</p>` : table(surveys.map((survey) => row(c, survey, answers.get(survey.id) ?? 0)))}
<div class="foot"><span>${isSome ? '' : total === 1 ? surveyTexts.oneSurvey : surveyTexts.count(count(total))}</span>${next ? html`<a rel="next" href="${pathTo(c, '/console/surveys')}?${new URLSearchParams({ ...(tab && { state: tab }), ...parametersOf(asked), after: next })}">${surveyTexts.older}</a>` : ''}</div></section>`,
  })
}

/** What became of a survey that was just deleted. */
function deletedNote(c: Ctx): Html | '' {
  const deleted = c.req.query('deleted')
  if (deleted !== 'done' && deleted !== 'begun') return ''
  return notice('good', surveyTexts.deletion[deleted])
}

function tabs(c: Ctx, current: Tab | undefined, counts: Readonly<Record<Tab, number>>): Html {
  const path = pathTo(c, '/console/surveys')
  const all = counts.live + counts.draft + counts.closed
  const link = (tab: Tab | undefined) =>
    html`<a href="${path}${tab ? `?state=${tab}` : ''}"${tab === current ? html` aria-current="page"` : ''}>${surveyTexts.tabs[tab ?? 'all']} ${count(tab ? counts[tab] : all)}</a>`
  const shown = tabNames.filter((tab) => tab !== 'archived' || current === tab || counts.archived > 0)
  return html`<nav class="tabs" aria-label="${surveyTexts.whichSurveys}">${[undefined, ...shown].map(link)}</nav>`
}

function table(rows: readonly Html[]): Html {
  const { heads } = surveyTexts
  return html`<table class="data rows stackable" aria-labelledby="surveys"><thead><tr><th scope="col">${heads.survey}</th><th scope="col">${heads.state}</th><th scope="col" class="n">${heads.version}</th><th scope="col" class="n">${heads.answers}</th></tr></thead><tbody>${rows}</tbody></table>`
}

/** The tag's look by state. */
const looks = { draft: '', live: ' high', closed: ' line' } as const

function row(
  c: Ctx,
  { id, definition, metric, scale, status, version, pausedAt, archivedAt, deletedAt }: SurveyRecord,
  answers: number,
): Html {
  const tag =
    deletedAt !== null
      ? html`<span class="tag warn">${surveyTexts.deleting}</span>`
      : archivedAt !== null
        ? html`<span class="tag line">${surveyTexts.archived}</span>`
        : pausedAt !== null
          ? html`<span class="tag warn">${surveyTexts.paused}</span>`
          : html`<span class="tag${looks[status]}">${surveyTexts.states[status]}</span>`
  const languages = [definition.language, ...Object.keys(definition.translations ?? {})]
    .map((tag) => languageName(tag, localeInUse()))
    .join(numberTexts.comma)
  return html`<tr><th scope="row"><a class="plain" href="${pathTo(c, `/console/surveys/${id}/edit`)}" dir="auto">${definition.name}</a><span class="kind">${surveyTexts.metrics[metric]}${numberTexts.comma}${scale.replace('-', ' – ')} · ${languages}${definition.touchpoint ? html` · <bdi>${definition.touchpoint}</bdi>` : ''}</span></th><td class="left">${tag}</td><td class="n left" data-name="${surveyTexts.heads.version}">${version}</td><td class="n" data-name="${surveyTexts.heads.answers}">${count(answers)}</td></tr>
`
}
