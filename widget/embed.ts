import type { PublicSurvey } from '../shared/survey.ts'
import { forgetAll, recall } from './memory.ts'
import { createOffer } from './offer.ts'
import { collectorOf, readOptions } from './options.ts'
import { wantsPrivacy } from './privacy.ts'
import { quietly } from './quietly.ts'
import type { Call, Sayso } from './sayso.ts'
import { createStage } from './stage.ts'
import { whenIdle } from './whenIdle.ts'

/** Replaced at build by a string literal, which the collector may replace by a survey's definition. */
declare const __SURVEY__: PublicSurvey | string
/** Replaced at build by the names of the files that are fetched when they are needed. */
declare const __RENDERER__: string
declare const __SELDOM__: string
declare const __EXPLAIN__: string

/** What the page may ask for, by name. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the page gives, each looks at by itself
type Commands = Readonly<Record<string, (...given: any[]) => unknown>>

/** Turns the script tag into surveys: the only thing that happens on load. */
quietly(() => {
  const script = document.currentScript as HTMLScriptElement | null
  const early = window.sayso
  if (!script || early?.ready) return

  const { surveyId, target, problem, forgetful, test, ...circumstances } = readOptions(script.dataset)
  const collector = collectorOf(script.src)
  const survey = __SURVEY__
  const known = typeof survey === 'string' ? undefined : survey
  // import() passes Trusted Types, where setting a script element's src would not.
  const load = (file: string) => import(/* @vite-ignore */ `${collector}/widget/${file}`)
  const offered = surveyId || known?.id || ''
  const happened = new Set()
  let welcome = !forgetful && !wantsPrivacy()
  /** Until the page is idle, there is nothing to reconsider. */
  let reconsider = () => {}

  const loadRenderer = () => load(__RENDERER__)
  const seldom = () => load(__SELDOM__)
  const stage = createStage({ collector, known, circumstances, test, loadRenderer })
  if (problem) stage.warn(problem)
  const commands: Commands = {
    ...stage,
    show: (...given) => {
      const named = typeof given[0] === 'string' ? { surveyId: given[0] } : { surveyId: offered, target }
      return stage.show({ ...named, ...Object(given.at(-1)) })
    },
    track: (event, properties) => {
      stage.identify(stage.circumstances().respondent, properties)
      happened.add(event)
    },
    consent: (given) => {
      welcome = given
      sayso.forgetful = !given
      if (!given) forgetAll()
    },
    explain: async () => (await load(__EXPLAIN__)).explain({ stage, surveyId: offered, happened, welcome }),
    destroy: () => {
      stage.close()
      window.sayso = early
    },
  }
  const act = quietly((command, ...given) => {
    const made = commands[`${command}`]?.(...given)
    reconsider()
    return made
  })
  const sayso: Sayso = Object.assign(act, { ready: true, forgetful })
  window.sayso = sayso
  for (const call of early?.q?.splice(0) ?? [])
    sayso(...(Array.from(call as ArrayLike<unknown>) as unknown as Call))
  whenIdle(
    quietly(async () => {
      if (offered)
        reconsider = createOffer({
          ...{ stage, collector, surveyId: offered, target, happened },
          isWelcome: () => welcome,
          loadWaiting: async (options) => (await seldom()).createWaiting(options),
        })
      reconsider()
      if (recall('').unsent) (await seldom()).resend(collector)
    }),
  )
})()
