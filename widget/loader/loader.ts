import { wantsPrivacy } from '../browser/privacy.ts'
import { safely } from '../browser/safely.ts'
import { clearStorage, hasUnsent } from '../browser/storage.ts'
import { nameOf } from '../collector/respondent.ts'
import { afterAll, whenVisible } from '../rules/cues.ts'
import type { EmbeddedSurvey, Filled, Sayso, Session } from '../session.ts'
import { listenTo } from '../survey/listeners.ts'
import type { Presenter } from '../survey/presenter.ts'
import { collectorOf, readOptions } from './options.ts'
import { createTrigger } from './trigger.ts'

/** The page's commands by name. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the page passes, each command checks it
type Commands = Readonly<Record<string, (...args: any[]) => unknown>>

/** Turns the script tag into surveys: the only thing that happens on load. */
export const start = safely(() => {
  const filled = takeFilled()
  const script = document.currentScript as HTMLScriptElement | null
  const snippet = window.sayso
  if (!filled || !script || snippet?.ready) return

  const { surveyId, problem, forgetful, ...said } = readOptions(script.dataset)
  const session: Session = {
    ...said,
    collector: collectorOf(script.src),
    surveyId: surveyId || filled.survey?.id || '',
    survey: filled.survey,
    listeners: new Set(),
    tracked: new Set(),
    hasConsent: !forgetful && !wantsPrivacy(),
  }
  if (problem) console.warn('Sayso:', problem)
  const files = createFiles(session, filled)
  /** Until the page is parsed, there is nothing to reconsider. */
  let reconsider = () => {}

  const commands = createCommands(session, files, snippet)
  const run = safely((command: string, ...args) => {
    const result = Object.hasOwn(commands, command)
      ? commands[command]!(...args)
      : files.presenter().then(({ run }) => run(command, args))
    reconsider()
    return result
  })
  window.sayso = Object.assign(run, { ready: true, forgetful }) as Sayso
  for (const call of snippet?.q?.splice(0) ?? []) run(...(Array.from(call as ArrayLike<unknown>) as [string]))
  afterAll(
    [whenVisible],
    safely(async () => {
      if (session.surveyId) reconsider = createTrigger(session, files.find, files.show)
      reconsider()
      if (hasUnsent()) await files.presenter()
    }),
  )
})

/** What the collector put before this script; another script tag of the page may bring its own. */
function takeFilled(): Filled | undefined {
  const filled = window.saysoFilled
  Reflect.deleteProperty(window, 'saysoFilled')
  return filled
}

/** What is loaded from the collector only when it is needed. */
type Files = ReturnType<typeof createFiles>

function createFiles(session: Session, filled: Filled) {
  let loading: Promise<Presenter> | undefined
  let loaded: Presenter | undefined

  // import() passes Trusted Types, where setting a script element's src would not.
  const load = (path: string) => import(/* @vite-ignore */ `${session.collector}/${path}`)
  const loadSafely = safely(load)

  /** What shows surveys: the renderer's file, loaded for the first of them. */
  function presenter(): Promise<Presenter> {
    loading ??= load(filled.renderer).then(
      ({ createPresenter }: typeof import('../survey/presenter.ts')) => {
        loaded = createPresenter(session)
        return loaded
      },
      (problem) => {
        // The next call tries again.
        loading = undefined
        throw problem
      },
    )
    return loading as Promise<Presenter>
  }

  return {
    presenter,

    /** The presenter, once it has loaded. */
    loaded: () => loaded,

    /** Closes the open survey, also one whose files are still loading: it was asked for before. */
    close: () => (loaded ? loaded.close() : loading?.then(({ close }) => close())),

    /** The data of the page's survey: from this script, or else from the collector, together with the renderer. */
    async find(): Promise<EmbeddedSurvey | null> {
      if (filled.survey?.id === session.surveyId) return filled as EmbeddedSurvey
      const coming = loadSafely(`sayso/${session.surveyId}.mjs`) as Promise<
        { filled: EmbeddedSurvey } | undefined
      >
      return (await presenter()).receive(coming)
    },

    /** Loads all files at once instead of one after the other; the renderer does without the chunks that fail. */
    show: safely(async ({ chunks = [] }: EmbeddedSurvey, isTime: () => boolean) => {
      const coming = presenter()
      chunks.forEach(loadSafely)
      await (await coming).offer(isTime)
    }),
  }
}

/** The commands that need no presenter; every other is the presenter's. */
function createCommands(session: Session, files: Files, snippet: Sayso | undefined): Commands {
  function close() {
    session.isTouched = true
    return files.close()
  }
  return {
    identify(respondent, properties) {
      // The identity changed: close the open survey so its answer is not attributed to the new person.
      const before = nameOf(session.respondent)
      if (before && before !== nameOf(respondent)) files.loaded()?.close()
      session.respondent = respondent
      session.properties = { ...session.properties, ...properties }
    },
    track(event, properties) {
      session.properties = { ...session.properties, ...properties }
      session.tracked.add(event)
    },
    on: (event, listener) => listenTo(session.listeners, event, listener),
    test(is) {
      session.test = !!is
    },
    consent(given) {
      session.hasConsent = given
      if (window.sayso) window.sayso.forgetful = !given
      if (!given) clearStorage()
    },
    close,
    destroy() {
      close()
      window.sayso = snippet
    },
  }
}
