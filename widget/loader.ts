import type * as fetched from './fetched.ts'
import type { Askable, Filled } from './filled.ts'
import { inTurn } from './inTurn.ts'
import type { Listener } from './listeners.ts'
import { forgetAll, hasUnsent } from './memory.ts'
import { createOffer } from './offer.ts'
import { collectorOf, readOptions } from './options.ts'
import { nameOf } from './person.ts'
import { wantsPrivacy } from './privacy.ts'
import { quietly } from './quietly.ts'
import type { Call, Sayso } from './sayso.ts'
import type { Stage } from './stage.ts'
import { untilSeen } from './untilSeen.ts'
import type { Visit } from './visit.ts'

/** Replaced at build by a string, which has nothing of this, and by the collector with what there is of a survey. */
declare const __FILLED__: Filled | { readonly survey?: undefined }
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
  const within = __FILLED__
  const visit: Visit = {
    ...said,
    collector: collectorOf(script.src),
    surveyId: surveyId || within.survey?.id || '',
    known: within.survey,
    listeners: new Set(),
    happened: new Set(),
    welcome: !forgetful && !wantsPrivacy(),
  }
  if (problem) console.warn('Sayso:', problem)
  let stage: Stage | undefined
  let staging: Promise<Stage> | undefined
  /** Until the page is parsed, there is nothing to reconsider. */
  let reconsider = () => {}

  // import() passes Trusted Types, where setting a script element's src would not.
  const load = (path: string) => import(/* @vite-ignore */ `${visit.collector}/${path}`)
  const loadQuietly = quietly(load)

  /** What shows surveys; fetched for the first of them. */
  function onStage(): Promise<Stage> {
    staging ??= load(`widget/${__RENDERER__}`).then(
      ({ createStage }: typeof fetched) => {
        stage = createStage(visit)
        return stage
      },
      (problem) => {
        // The next time it is tried anew.
        staging = undefined
        throw problem
      },
    )
    return staging as Promise<Stage>
  }

  /** What there is of the page's survey: in the script, or else at the collector, as the renderer is. */
  async function find(): Promise<Filled | null> {
    if (within.survey?.id === visit.surveyId) return within as Filled
    const coming = loadQuietly(`sayso/${visit.surveyId}.mjs`) as Promise<{ filled: Filled } | undefined>
    return (await onStage()).fill(coming)
  }

  /** Fetches all at once, and none after the other; what does not come the renderer does without. */
  const show = quietly(async ({ parts }: Askable, isTime: () => boolean) => {
    const staging = onStage()
    parts.forEach(loadQuietly)
    await (await staging).offer(isTime)
  })

  const commands: Commands = {
    identify(respondent, properties) {
      // Somebody else, or nobody: what the person before was asked, and wrote, stays theirs.
      const before = nameOf(visit.respondent)
      if (before && before !== nameOf(respondent)) stage?.close()
      visit.respondent = respondent
      visit.properties = { ...visit.properties, ...properties }
    },
    track(event, properties) {
      visit.properties = { ...visit.properties, ...properties }
      visit.happened.add(event)
    },
    on(...entry: [event: unknown, listener: Listener]) {
      visit.listeners.add(entry)
      return () => visit.listeners.delete(entry)
    },
    test(is) {
      visit.test = !!is
    },
    consent(given) {
      visit.welcome = given
      sayso.forgetful = !given
      if (!given) forgetAll()
    },
    close() {
      visit.isTouched = true
      // What is still on its way was asked for before.
      return stage ? stage.close() : staging?.then(({ close }) => close())
    },
    destroy() {
      commands.close!()
      window.sayso = early
    },
  }
  const act = quietly((command: string, ...given) => {
    const made = Object.hasOwn(commands, command)
      ? commands[command]!(...given)
      : onStage().then(({ act }) => act(command, given))
    reconsider()
    return made
  })
  const sayso = Object.assign(act, { ready: true, forgetful }) as Sayso
  window.sayso = sayso
  for (const call of early?.q?.splice(0) ?? [])
    sayso(...(Array.from(call as ArrayLike<unknown>) as unknown as Call))
  inTurn(
    [untilSeen],
    quietly(async () => {
      if (visit.surveyId) reconsider = createOffer(visit, find, show)
      reconsider()
      if (hasUnsent()) await onStage()
    }),
  )
})
