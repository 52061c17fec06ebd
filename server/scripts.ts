import { hasGates, type PublicSurvey, type ShutSurvey } from '../shared/survey.ts'
import { keptAMinute, sendTagged } from './caching.ts'
import { Refusal } from './problem.ts'
import type { Ctx } from './services.ts'
import { publicSurveyFor, requirePublicSurvey } from './surveys.ts'

/** Stands in the loader where a survey's definition may be put, so that it need not be asked for. */
const slot = '"@@SAYSO_SURVEY@@"'

async function builtScript(c: Ctx, name: string): Promise<string> {
  const asset = await c.var.services.asset(`widget/${name}`)
  if (!asset) throw new Refusal('not-found', 'the widget is not built: run npm run build')
  return asset.text
}

/** Scripts and their maps are for every page there is: no origin is asked, and none is kept out. */
function openToAll(c: Ctx): void {
  c.header('access-control-allow-origin', '*')
  c.header('cross-origin-resource-policy', 'cross-origin')
  c.header('x-content-type-options', 'nosniff')
}

/** `GET /sayso.js`: the loader for the script tag. */
export async function sendLoader(c: Ctx): Promise<Response> {
  openToAll(c)
  return sendTagged(c, await builtScript(c, 'sayso.js'), 'text/javascript', keptAMinute)
}

/** `GET /sayso/:id.js`: the loader with one survey's definition inside, which saves a round trip. */
export async function sendLoaderWithSurvey(c: Ctx): Promise<Response> {
  const survey = await definitionOf(c, (c.req.param('file') ?? '').replace(/\.js$/, ''))
  return sendFilled(c, await loaderFor(c, survey), survey)
}

/**
 * `GET /integrations/web/v1/library/:id/delighted.js`: what takes the place of Delighted's script,
 * the survey's id standing where the account's key stood, so that a site changes the host alone.
 */
export async function sendDelightedShim(c: Ctx): Promise<Response> {
  const survey = await definitionOf(c, c.req.param('id') ?? '')
  const asked = 'shut' in survey ? survey : whenAsked(survey)
  return sendFilled(c, `${await builtScript(c, 'delighted.js')};${await loaderFor(c, asked)}`, asked)
}

/** The same survey, waiting for the page to call `delighted.survey()`. */
function whenAsked(survey: PublicSurvey): PublicSurvey {
  const when = { ...survey.rules?.when, event: 'delighted.survey' }
  return { ...survey, rules: { ...survey.rules, when } }
}

/** The definition of a live survey. A closed one is no error of the page's: its script loads, and asks nobody. */
async function definitionOf(c: Ctx, id: string): Promise<PublicSurvey | ShutSurvey> {
  try {
    return publicSurveyFor(c, await requirePublicSurvey(c, id, null))
  } catch (refusal) {
    const code = refusal instanceof Refusal && refusal.code
    if (code === 'survey-closed') return { id, shut: 'closed' }
    if (code === 'survey-full') return { id, shut: 'full' }
    throw refusal
  }
}

/** What judges rules is in the script when there are any, so that a page they keep a survey from asks for nothing more. */
function loaderFor(c: Ctx, survey: PublicSurvey | ShutSurvey): Promise<string> {
  const isRuled = 'rules' in survey && hasGates(survey.rules)
  return builtScript(c, isRuled ? 'sayso-with-rules.js' : 'sayso.js')
}

/** Sends a script with a survey's definition in it. */
function sendFilled(c: Ctx, script: string, survey: PublicSurvey | ShutSurvey): Promise<Response> {
  openToAll(c)
  return sendTagged(c, script.split(slot).join(JSON.stringify(survey)), 'text/javascript', keptAMinute)
}

/** `GET /widget/:file`: a built file whose name changes with its content, so it may be kept for ever. */
export async function sendWidgetFile(c: Ctx): Promise<Response> {
  const name = c.req.param('file') ?? ''
  const asset = /^[\w.-]+\.js$/.test(name) ? await c.var.services.asset(`widget/${name}`) : null
  if (!asset) throw new Refusal('not-found')
  openToAll(c)
  c.header('cache-control', 'public, max-age=31536000, immutable')
  return c.body(asset.text, 200, { 'content-type': 'text/javascript; charset=utf-8' })
}
