import { type Ctx, pathTo } from '../../context.ts'
import { valueMerge } from '../../contract/values.ts'
import { readForm } from '../../http/input.ts'
import { Refusal } from '../../http/problem.ts'
import { check } from '../../http/validate.ts'
import { mergeValues } from '../../storage/merge-values.ts'
import { findSurvey } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'

/** `POST /console/surveys/:id/merge`: makes values that are one group one, and goes back to the report. */
export async function takeMerge(c: Ctx, workspace: Workspace): Promise<Response> {
  const form = await readForm(c)
  const { database, now } = c.var.services
  const survey = await findSurvey(database, workspace.id, c.req.param('id') ?? '')
  if (!survey) throw new Refusal('not-found', 'there is no such survey')
  const merge = check(valueMerge, {
    property: form.get('property'),
    from: form.getAll('from'),
    into: form.get('into'),
  })
  let isMore = true
  while (isMore) isMore = (await mergeValues(database, survey.id, merge, now())).isMore
  const query = form.get('query') ?? ''
  return c.redirect(pathTo(c, `/console/surveys/${survey.id}${query && `?${query}`}#segments`), 303)
}
