import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import { listTouchpoints } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { icon } from '../console/icons.ts'
import { otherParameters, pick } from '../console/pick.ts'
import type { Html } from '../layout.ts'
import { surveyTexts } from '../texts/survey-texts.ts'

const texts = surveyTexts.find

/** Touchpoints to choose from. */
const mostTouchpoints = 60

/** What of a list of surveys is asked for, by the address. */
export interface Asked {
  readonly search: string
  readonly touchpoint: string
}

/** Reads the address of a list of surveys. */
export function askedOf(c: Ctx): Asked {
  return { search: c.req.query('search')?.trim() ?? '', touchpoint: c.req.query('touchpoint')?.trim() ?? '' }
}

/** The parameters that say so again. */
export function parametersOf({ search, touchpoint }: Asked): Record<string, string> {
  return { ...(search && { search }), ...(touchpoint && { touchpoint }) }
}

/** A search for names, and the touchpoint that surveys are of. */
export async function findBar(
  c: Ctx,
  workspace: Workspace,
  path: string,
  {
    asked,
    states,
    more = {},
  }: {
    readonly asked: Asked
    readonly states: readonly SurveyRecord['status'][]
    readonly more?: Record<string, string>
  },
): Promise<Html> {
  const { search, touchpoint } = asked
  const known = await listTouchpoints(c.var.services.database, workspace.id, states, mostTouchpoints)
  const linkTo = (parts: Record<string, string>) => {
    const query = new URLSearchParams({ ...more, ...parts }).toString()
    return pathTo(c, path) + (query && `?${query}`)
  }
  const others = new URLSearchParams({ ...more, ...(touchpoint && { touchpoint }) })
  const options = [
    [texts.anywhere, linkTo(parametersOf({ search, touchpoint: '' })), !touchpoint] as const,
    ...known.map(
      (each) => [each, linkTo(parametersOf({ search, touchpoint: each })), each === touchpoint] as const,
    ),
  ]
  return html`<div class="filter" role="search" aria-label="${texts.label}"><div class="bar"><form class="find" method="get" action="${pathTo(c, path)}#surveys">${otherParameters(others, [])}<label>${icon('search')}<span class="hide">${texts.label}</span><input class="input" type="search" name="search" value="${search}" placeholder="${texts.label}" maxlength="200"></label><button class="hide" type="submit">${texts.button}</button></form>${known.length > 0 || touchpoint ? pick(texts.touchpoint, touchpoint || texts.anywhere, options, touchpoint !== '') : ''}${search || touchpoint ? html`<a class="btn quiet" href="${linkTo({})}">${texts.showAll}</a>` : ''}</div></div>`
}
