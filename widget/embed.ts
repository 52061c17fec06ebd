import type { PublicSurvey } from '../shared/survey.ts'
import { collectorOf, readOptions } from './options.ts'
import { quietly } from './quietly.ts'
import { createStage, type Renderer } from './stage.ts'
import { whenIdle } from './whenIdle.ts'

/** Replaced at build by a string literal, which the collector may replace by a survey's definition. */
declare const __SURVEY__: PublicSurvey | string
/** Replaced at build by the renderer's file name. */
declare const __RENDERER__: string

type Call = readonly [command?: unknown, ...given: unknown[]]

declare global {
  interface Window {
    /** The snippet's queue before the loader runs, the real thing afterwards. */
    sayso?: { (...call: Call): void; q?: ArrayLike<unknown>[]; ready?: boolean }
  }
}

/** Turns the script tag into surveys: the only thing that happens on load. */
quietly(() => {
  const script = document.currentScript as HTMLScriptElement | null
  const early = window.sayso
  if (!script || early?.ready) return

  const { surveyId, target, problem, ...circumstances } = readOptions(script.dataset)
  const collector = collectorOf(script.src)
  const survey = __SURVEY__
  const warn = warnOnce()
  if (problem) warn(problem)
  const stage = createStage({
    collector,
    known: typeof survey === 'string' ? undefined : survey,
    circumstances,
    // import() passes Trusted Types, where setting a script element's src would not.
    loadRenderer: (): Promise<Renderer> => import(/* @vite-ignore */ `${collector}/widget/${__RENDERER__}`),
    warn,
  })

  const sayso = quietly((command, ...given) => {
    if (command === 'identify') return stage.identify(given[0], given[1])
    if (command === 'close') return stage.close()
    if (command !== 'show') return
    const named = typeof given[0] === 'string' ? { surveyId: given[0] } : { surveyId, target }
    return stage.show({ ...named, ...Object(given.at(-1)) })
  })
  window.sayso = Object.assign(sayso, { ready: true })
  for (const call of early?.q ?? []) sayso(...(Array.from(call) as unknown as Call))
  whenIdle(quietly(() => stage.offer({ surveyId, target })))
})()

function warnOnce(): (problem: string) => void {
  let warned = false
  return (problem) => {
    if (!warned) console.warn(`Sayso: ${problem}`)
    warned = true
  }
}
