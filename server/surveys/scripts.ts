import { restsOf } from '../../shared/cadence.ts'
import { partsFor } from '../../shared/parts.ts'
import { gatesOf, type PublicSurvey, type ShutSurvey } from '../../shared/survey.ts'
import type { Ctx } from '../context.ts'
import { foreignOrigin } from '../http/authorize.ts'
import { keptAMinute, sendTagged } from '../http/caching.ts'
import { Refusal } from '../http/problem.ts'
import { publicSurveyFor, requirePublicSurvey } from './public-survey.ts'

/** Stands in the loader where what there is of a survey may be put, so that it need not be asked for. */
const slot = '"@@SAYSO_FILLED@@"'

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
  return sendFilled(c, await builtScript(c, 'sayso.js'), survey)
}

/** `GET /sayso/:id.mjs`: what the loader without a survey fetches of one, beside the renderer. */
export async function sendSurveyModule(c: Ctx): Promise<Response> {
  const survey = await definitionOf(c, (c.req.param('file') ?? '').replace(/\.mjs$/, ''), foreignOrigin(c))
  return sendFilled(c, `export const filled=${slot}`, survey)
}

/**
 * `GET /integrations/web/v1/library/:id/delighted.js`: what takes the place of Delighted's script,
 * the survey's id standing where the account's key stood, so that a site changes the host alone.
 */
export async function sendDelightedShim(c: Ctx): Promise<Response> {
  const survey = await definitionOf(c, c.req.param('id') ?? '')
  const asked = 'shut' in survey ? survey : whenAsked(survey)
  return sendFilled(c, `${await builtScript(c, 'delighted.js')};${await builtScript(c, 'sayso.js')}`, asked)
}

/** The same survey, waiting for the page to call `delighted.survey()`. */
function whenAsked(survey: PublicSurvey): PublicSurvey {
  const when = { ...survey.rules?.when, event: 'delighted.survey' }
  return { ...survey, rules: { ...survey.rules, when } }
}

/** The definition of a live survey. A closed one is no error of the page's: its script loads, and asks nobody. */
async function definitionOf(
  c: Ctx,
  id: string,
  origin: string | null = null,
): Promise<PublicSurvey | ShutSurvey> {
  try {
    return await publicSurveyFor(c, await requirePublicSurvey(c, id, origin))
  } catch (refusal) {
    const code = refusal instanceof Refusal && refusal.code
    if (code === 'survey-closed') return { id, shut: 'closed' }
    if (code === 'survey-full') return { id, shut: 'full' }
    throw refusal
  }
}

/**
 * A survey with what judges its rules, so that a page they keep it from asks for nothing more, and the names
 * of the files it is drawn with, so that they come all at once: a `Filled` (`widget/filled.ts`) as a literal.
 */
async function filledWith(c: Ctx, survey: PublicSurvey | ShutSurvey): Promise<string> {
  const definition = `survey:${JSON.stringify(survey)}`
  if ('shut' in survey) return `{${definition}}`
  const files: Record<string, string> = JSON.parse(await builtScript(c, 'parts.json'))
  const names = [...partsFor(survey), `words-${survey.wordsIn ?? survey.language}`]
  const parts = JSON.stringify(names.flatMap((name) => (files[name] ? `widget/${files[name]}` : [])))
  const gates = await Promise.all(gatesOf(survey.rules).map((gate) => builtScript(c, `gate.${gate}.js`)))
  return `{${definition},rests:${JSON.stringify(restsOf(survey.rules))},parts:${parts},gates:[${gates}]}`
}

/** Sends a script with a survey in it. */
async function sendFilled(c: Ctx, script: string, survey: PublicSurvey | ShutSurvey): Promise<Response> {
  openToAll(c)
  const filled = await filledWith(c, survey)
  return sendTagged(c, script.split(slot).join(filled), 'text/javascript', keptAMinute)
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
