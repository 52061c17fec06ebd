import { planFilter } from '../../answers/answer-filter.ts'
import { decideOnAll } from '../../answers/decide-on-answers.ts'
import { type Ctx, pathTo } from '../../context.ts'
import { heldSelection } from '../../contract/held.ts'
import { readForm } from '../../http/input.ts'
import { Refusal } from '../../http/problem.ts'
import { check } from '../../http/validate.ts'
import { decideOnHeld } from '../../responses/held-routes.ts'
import { decideOn } from '../../responses/moderation-routes.ts'
import { moderationActions } from '../../storage/moderation.ts'
import { findSurvey } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { addressOf, askedIn, linkTo, pathOfPage, withText } from './answers-address.ts'

/** `POST /console/answers`: a search, or a decision on one answer, on all held for one reason, or on all that are filtered. */
export async function decideAnswers(c: Ctx, workspace: Workspace): Promise<Response> {
  const form = await readForm(c)
  const { database } = c.var.services
  const address = await addressOf(c, workspace, pathTo(c, '/console/answers'))
  if (form.get('deed') === 'search')
    return c.redirect(`${await withText(c, workspace, address, form.get('text') ?? '')}#saying`, 303)
  const asked = askedIn(address)
  const survey = await findSurvey(database, workspace.id, form.get('survey') ?? asked.survey ?? '')
  if (!survey) throw new Refusal('not-found', 'there is no such survey')
  const deed = moderationActions.find((action) => action === form.get('deed'))
  if (!deed) throw new Refusal('invalid', 'deed must be hold, drop, release, restore or delete')
  const [id, reason] = [form.get('id'), form.get('reason')]
  if (id !== null) await decideOn(c, survey, deed, { ids: [id] })
  else if (reason !== null && (deed === 'release' || deed === 'drop'))
    await decideOnHeld(
      c,
      survey.id,
      { ids: null, reason: check(heldSelection, { reason }).reason ?? null, ruling: 'none' },
      deed,
    )
  else if (form.get('all') === 'true')
    await decideOnAll(c, survey, await planFilter(database, workspace, { ...asked, survey: survey.id }), deed)
  else throw new Refusal('invalid', 'the form must name an answer, a reason or all')
  return c.redirect(
    `${address.page ? pathOfPage(address, address.page) : linkTo(address.base, address.params)}#list`,
    303,
  )
}

/** `GET /console/surveys/:id/held`: where held answers were listed before they stood among all answers. */
export function goToHeld(c: Ctx): Response {
  const survey = c.req.param('id') ?? ''
  const given = new URL(c.req.url).searchParams
  const isOfSome = [...given.keys()].length > 0
  const params = new URLSearchParams([
    ['survey', survey],
    ...(isOfSome ? [...given, ['together', 'true']] : [['state', 'held']]),
  ] as [string, string][])
  return c.redirect(`${pathTo(c, '/console/answers')}?${params}`, 303)
}
