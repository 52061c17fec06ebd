import type * as fetched from './fetched.ts'
import type { Filled } from './filled.ts'
import { listenTo } from './listeners.ts'
import { forgetAll, hasUnsent } from './memory.ts'
import { createOffer } from './offer.ts'
import { collectorOf, readOptions } from './options.ts'
import { nameOf } from './person.ts'
import { wantsPrivacy } from './privacy.ts'
import { quietly } from './quietly.ts'
import type { Call, Sayso } from './sayso.ts'
import type { Stage } from './stage.ts'
import type { Visit } from './visit.ts'
import { whenSeen } from './whenSeen.ts'

/** Replaced at build by a string literal, which the collector may replace by what there is of a survey. */
declare const __FILLED__: Filled | string
/** Replaced at build by the name of the file. */
declare const __RENDERER__: string

/** What the page may ask for, by name. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the page gives, each looks at by itself
type Commands = Readonly<Record<string, (...given: any[]) => unknown>>

/** Turns the script tag into surveys: the only thing that happens on load. */
export const start = quietly(() => {
  const script = document.currentScript as HTMLScriptElement | null
  const early = window.sayso
  if (!script || early?.ready) return

  const { surveyId, problem, forgetful, ...said } = readOptions(script.dataset)
  const filled: Filled | string = __FILLED__
  const within = typeof filled === 'string' ? null : filled
  const visit: Visit = {
    ...said,
    collector: collectorOf(script.src),
    surveyId: surveyId || within?.survey.id || '',
    known: within?.survey,
    listeners: new Set(),
    happened: new Set(),
    welcome: !forgetful && !wantsPrivacy(),
  }
  if (problem) console.warn(`Sayso: ${problem}`)
  let stage: Stage | undefined
  let staging: Promise<Stage> | undefined
  /** Until the page is parsed, there is nothing to reconsider. */
  let reconsider = () => {}

  // import() passes Trusted Types, where setting a script element's src would not.
  const load = (path: string) => import(/* @vite-ignore */ `${visit.collector}/${path}`)
  const loadQuietly = quietly(load)
  const fetchRest = (): Promise<typeof fetched> => load(`widget/${__RENDERER__}`)

  /** What the collector has of a survey that is not in the script. The renderer, on its way as well, can say why not. */
  async function findElsewhere(): Promise<Filled | null> {
    const { surveyId } = visit
    const path = `sayso/${surveyId}.mjs`
    const staging = onStage()
    const filled: Filled | undefined =
      ((await loadQuietly(path)) as { filled: Filled } | undefined)?.filled ??
      ((await (await staging).find(surveyId)) && (await load(`${path}?again`)).filled)
    if (filled) visit.known = filled.survey
    return filled ?? null
  }

  /** What shows surveys; fetched for the first of them. */
  function onStage(): Promise<Stage> {
    staging ??= fetchRest().then(
      ({ createStage }) => {
        stage = createStage(visit)
        return stage
      },
      (problem) => {
        // The next time it is tried anew.
        staging = undefined
        throw problem
      },
    )
    return staging
  }

  const commands: Commands = {
    identify(respondent, properties) {
      // Somebody else, or nobody: what the person before was asked, and wrote, stays theirs.
      const before = nameOf(visit.respondent)
      if (before && before !== nameOf(respondent)) stage?.close()
      visit.respondent = respondent
      visit.properties = { ...visit.properties, ...Object(properties) }
    },
    track(event, properties) {
      visit.properties = { ...visit.properties, ...Object(properties) }
      visit.happened.add(event)
    },
    on: (event, listener) => listenTo(visit.listeners, event, listener),
    test(is) {
      visit.test = !!is
    },
    consent(given) {
      visit.welcome = given
      sayso.forgetful = !given
      if (!given) forgetAll()
    },
    close() {
      visit.touched = true
      // What is still on its way was asked for before.
      return stage ? stage.close() : staging?.then(({ close }) => close())
    },
    destroy() {
      commands.close?.()
      window.sayso = early
    },
  }
  const act = quietly((command, ...given) => {
    const made = Object.hasOwn(commands, `${command}`)
      ? commands[`${command}`]?.(...given)
      : onStage().then(({ act }) => act(`${command}`, given))
    reconsider()
    return made
  })
  const sayso: Sayso = Object.assign(act, { ready: true, forgetful })
  window.sayso = sayso
  for (const call of early?.q?.splice(0) ?? [])
    sayso(...(Array.from(call as ArrayLike<unknown>) as unknown as Call))
  whenSeen(
    quietly(async () => {
      if (visit.surveyId)
        reconsider = createOffer(visit, {
          find: async () => (visit.surveyId === within?.survey.id ? within : findElsewhere()),
          prepare({ parts }) {
            // All at once, and none after the other; what does not come the renderer does without.
            quietly(onStage)()
            for (const file of parts) loadQuietly(`widget/${file}`)
          },
          show: async (isTime, over) => (await onStage()).offer(isTime, over),
        })
      reconsider()
      if (hasUnsent()) (await fetchRest()).resend(visit.collector)
    }),
  )
})
