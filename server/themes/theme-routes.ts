import { Hono } from 'hono'
import { accepts } from 'hono/accepts'
import type { Env } from '../context.ts'
import { suggestionsQuery, themesQuery } from '../contract/themes.ts'
import { askedAgain, sendTagged } from '../http/caching.ts'
import { query } from '../http/query.ts'
import { surveyInReport } from '../reports/survey-report.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { suggestionsFor } from './suggestions.ts'
import { deleteTags, putTags, showTags } from './tags.ts'
import { themesCsv } from './theme-csv.ts'
import { themesOn } from './theme-report.ts'

/** What comments speak of: `/v1/surveys/:id/themes` and what belongs to it. */
export const surveyThemes = new Hono<Env>()
  .get('/:id/themes', query(themesQuery), async (c) => {
    const survey = await requireSurvey(c)
    const defaults = { now: c.var.services.now(), timezone: c.var.workspace.timezone }
    const found = await themesOn(c.var.services, survey, c.req.valid('query'), defaults)
    c.header('vary', 'Accept', { append: true })
    const supports = ['application/json', 'text/csv']
    if (accepts(c, { header: 'Accept', supports, default: 'application/json' }) === 'text/csv')
      return sendTagged(c, themesCsv(found), 'text/csv', askedAgain)
    const body = { survey: surveyInReport(survey), ...found }
    return sendTagged(c, JSON.stringify(body), 'application/json', askedAgain)
  })
  .get('/:id/themes/suggestions', query(suggestionsQuery), async (c) => {
    const survey = await requireSurvey(c)
    const defaults = { now: c.var.services.now(), timezone: c.var.workspace.timezone }
    const found = await suggestionsFor(c.var.services, survey, c.req.valid('query'), defaults)
    return sendTagged(c, JSON.stringify(found), 'application/json', askedAgain)
  })
  .get('/:id/responses/:responseId/themes', showTags)
  .put('/:id/responses/:responseId/themes', putTags)
  .delete('/:id/responses/:responseId/themes', deleteTags)
