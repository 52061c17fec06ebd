import { restsOf } from '../../shared/cadence.ts'
import { chunksFor } from '../../shared/chunks.ts'
import { hashedEntries } from '../../shared/origins.ts'
import type { ClosedSurvey, PublicSurvey } from '../../shared/survey.ts'
import type { Ctx } from '../context.ts'
import { foreignOrigin } from '../http/authorize.ts'
import { keptAMinute, sendTagged } from '../http/caching.ts'
import { Refusal } from '../http/problem.ts'
import { publicSurveyFor, requirePublicRecord } from './public-survey.ts'

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
  return sendLoaderWith(c, {}, 'sayso.js')
}

/** `GET /sayso/:id.js`: the loader with one survey's definition inside, which saves a round trip. */
export async function sendLoaderWithSurvey(c: Ctx): Promise<Response> {
  const found = await embeddableSurvey(c, (c.req.param('file') ?? '').replace(/\.js$/, ''))
  return sendLoaderWith(c, await embeddedSurvey(c, found), 'sayso.js')
}

/** `GET /sayso/:id.mjs`: what the loader without a survey fetches of one, beside the renderer. */
export async function sendSurveyModule(c: Ctx): Promise<Response> {
  const found = await embeddableSurvey(c, (c.req.param('file') ?? '').replace(/\.mjs$/, ''), foreignOrigin(c))
  return sendScript(c, `export const filled=${inScript(await embeddedSurvey(c, found))}`)
}

/**
 * `GET /integrations/web/v1/library/:id/delighted.js`: what takes the place of Delighted's script,
 * the survey's id standing where the account's key stood, so that a site changes the host alone.
 */
export async function sendDelightedShim(c: Ctx): Promise<Response> {
  const found = await embeddableSurvey(c, c.req.param('id') ?? '')
  const survey = 'closed' in found.survey ? found.survey : whenAsked(found.survey)
  return sendLoaderWith(c, await embeddedSurvey(c, { ...found, survey }), 'delighted.js', 'sayso.js')
}

/** The same survey, waiting for the page to call `delighted.survey()`. */
function whenAsked(survey: PublicSurvey): PublicSurvey {
  const when = { ...survey.rules?.when, event: 'delighted.survey' }
  return { ...survey, rules: { ...survey.rules, when } }
}

interface Embeddable {
  readonly survey: PublicSurvey | ClosedSurvey
  readonly allowedOrigins: readonly string[]
}

/** A live survey to embed. A closed one is no error of the page's: its script loads, and asks nobody. */
async function embeddableSurvey(c: Ctx, id: string, origin?: string | null): Promise<Embeddable> {
  try {
    const found = await requirePublicRecord(c, id, origin === undefined ? { isForAll: true } : origin)
    return { survey: await publicSurveyFor(c, found), allowedOrigins: found.allowedOrigins }
  } catch (refusal) {
    const code = refusal instanceof Refusal && refusal.code
    const closed = code === 'survey-closed' ? 'manually' : code === 'survey-full' && 'full'
    if (!closed) throw refusal
    return { survey: { id, closed }, allowedOrigins: ['*'] }
  }
}

/**
 * The data the loader asks a survey with (`EmbeddedSurvey` in `widget/session.ts`): its definition, how long its
 * people rest, the files it is drawn with, so that they are loaded all at once, and whose pages may show it: the
 * script is the same for all of them, so it decides in the page.
 */
async function embeddedSurvey(c: Ctx, { survey, allowedOrigins }: Embeddable): Promise<object> {
  if ('closed' in survey) return { survey }
  const fileOf = await builtFiles(c)
  const allows = hashedEntries(allowedOrigins)
  return {
    survey,
    rests: restsOf(survey.rules),
    chunks: chunksFor(survey).map(fileOf),
    ...(allows && { allows }),
  }
}

/** The path of a built file by the name of its source, from the manifest Vite writes. */
async function builtFiles(c: Ctx): Promise<(name: string) => string> {
  const manifest: Record<string, { name: string; file: string }> = JSON.parse(
    await builtScript(c, 'manifest.json'),
  )
  const files = new Map(Object.values(manifest).map(({ name, file }) => [name, `widget/${file}`]))
  return (name) => files.get(name)!
}

/** Sends built scripts after the data they start with, as one file. */
async function sendLoaderWith(c: Ctx, embedded: object, ...names: string[]): Promise<Response> {
  const filled = { renderer: (await builtFiles(c))('renderer'), ...embedded }
  const scripts = await Promise.all(names.map((name) => builtScript(c, name)))
  // `window`, as a page may have replaced `self`.
  return sendScript(c, [`window.saysoFilled=${inScript(filled)}`, ...scripts].join(';\n'))
}

/**
 * Data as JavaScript. Some sites put the script into their page, where `</script>` or `<!--` in somebody's words
 * would end it, and old browsers take U+2028 and U+2029 for ends of lines.
 */
function inScript(data: object): string {
  const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(data).replace(/[<\u2028\u2029]/g, escaped)
}

function sendScript(c: Ctx, script: string): Promise<Response> | Response {
  openToAll(c)
  return sendTagged(c, script, 'text/javascript', keptAMinute)
}

/**
 * `GET /widget/:file`: a built file whose name changes with its content, so it may be kept for ever. A renderer
 * of another build leads to this build's: loaders of before a deployment live on in caches, and in copies.
 */
export async function sendWidgetFile(c: Ctx): Promise<Response> {
  const name = c.req.param('file') ?? ''
  const asset = /^[\w.-]+\.js$/.test(name) ? await c.var.services.asset(`widget/${name}`) : null
  if (!asset && !/^renderer(-[\w-]+)?\.js$/.test(name)) throw new Refusal('not-found')
  if (!asset) {
    const renderer = (await builtFiles(c))('renderer').replace(/^widget/, '.')
    return sendScript(c, `export*from${JSON.stringify(renderer)}`)
  }
  openToAll(c)
  c.header('cache-control', 'public, max-age=31536000, immutable')
  return c.body(asset.text, 200, { 'content-type': 'text/javascript; charset=utf-8' })
}
