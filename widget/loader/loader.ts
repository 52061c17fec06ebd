import { wantsPrivacy } from '../browser/privacy.ts'
import { safely, withTimeout } from '../browser/safely.ts'
import { clearStorage, hasUnsent } from '../browser/storage.ts'
import { isAnotherPerson, nameOf } from '../collector/respondent.ts'
import { afterAll, whenVisible } from '../rules/cues.ts'
import type { Call, EmbeddedSurvey, Filled, Sayso, Session } from '../session.ts'
import { listenTo } from '../survey/listeners.ts'
import type { Presenter } from '../survey/presenter.ts'
import { readOptions } from './options.ts'
import { findTags, type Tag } from './tags.ts'
import { createTrigger } from './trigger.ts'

/** The page's commands by name. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the page passes, each command checks it
type Commands = Readonly<Record<string, (...args: any[]) => unknown>>

/** Turns the page's script tags into surveys: the only thing that happens on load. */
export const start = safely(() => {
  const filled = takeFilled()
  const tags = findTags(filled?.survey?.id)
  for (const tag of tags) startTag(tag, filled)
  if (!tags.length) console.warn('Sayso: this copy of the script needs data-collector')
})

/** What the collector put before this script; another script tag of the page may bring its own. */
function takeFilled(): Filled | undefined {
  const filled = window.saysoFilled
  Reflect.deleteProperty(window, 'saysoFilled')
  return filled
}

/**
 * Starts the survey of one tag. A further tag of a page takes up what the page has said, and puts its own
 * `window.sayso` before that of the one before; of a survey that is there already, only who the person is may be
 * new.
 */
function startTag({ collector, dataset, ...tag }: Tag, filled: Filled | undefined): void {
  const before = window.sayso as Sayso | undefined
  const first = before?.session
  const { problem, ...options } = readOptions(dataset)
  const { surveyId = filled?.survey?.id ?? tag.surveyId ?? '', needsConsent, ...said } = options
  if (problem) console.warn('Sayso:', problem)
  if (first) before('identify', nameOf(said.respondent) ? said.respondent : first.respondent, said.properties)
  // A tag that requires consent binds all of the page, until the page says whether it is given.
  const isForgetful = before?.forgetful ?? (needsConsent || undefined)
  let isThere = false
  for (let other = before; other?.session; other = other.before) {
    if (isForgetful) {
      other.forgetful = true
      other.session.hasConsent = false
    }
    isThere ||= other.session.surveyId === surveyId
  }
  if (isThere) return

  const own = filled?.survey?.id === surveyId ? (filled as EmbeddedSurvey) : undefined
  const session: Session = {
    ...{ tracked: new Set(), listeners: new Set(), hasConsent: !isForgetful && !wantsPrivacy() },
    ...said,
    ...first,
    ...{ collector, surveyId, target: said.target, survey: own?.survey, allows: own?.allows },
    ...{ isTouched: false, restDurations: undefined },
  }
  const files = createFiles(session, filled?.renderer, own)
  /** Until the page is parsed, there is nothing to reconsider. */
  let reconsider = () => {}
  let wasAsked = false

  const commands = createCommands(session, files, before)
  const sayso = safely((command: string, ...args) => {
    const isForAll = forAll.includes(command)
    const isForOther = first?.surveyId && args[0] !== surveyId
    // One survey at a time, but for those in places of their own.
    if (first && command === 'show' && !(isForOther ? session : first).target)
      isForOther ? files.close() : before('close')
    const result = isForAll || !isForOther ? runHere(command, args) : undefined
    reconsider()
    return first && (isForAll || isForOther) ? before(command, ...args) : result
  }) as Sayso
  function runHere(command: string, args: readonly unknown[]): unknown {
    wasAsked = true
    return Object.hasOwn(commands, command) ? commands[command]!(...args) : files.run(command, args)
  }

  window.sayso = Object.assign(sayso, { ready: true, forgetful: isForgetful, session, before })
  for (const call of before?.q?.splice(0) ?? [])
    sayso(...(Array.from(call as ArrayLike<unknown>) as unknown as Call))
  afterAll(
    [whenVisible],
    safely(async () => {
      if (session.surveyId) reconsider = createTrigger(session, files.find, files.show)
      else if (!wasAsked) console.info('Sayso: the tag names no survey (data-survey)')
      reconsider()
      if (hasUnsent()) await files.presenter()
    }),
  )
}

/** Commands that are for every survey of the page; the others are for the one they name, else the first. */
const forAll = ['identify', 'track', 'test', 'consent', 'language', 'focus', 'close', 'destroy']

/** What is loaded from the collector only when it is needed. */
type Files = ReturnType<typeof createFiles>

/** How long `explain` waits for the renderer, in milliseconds. */
const patience = 5000

function createFiles(session: Session, renderer: string | undefined, filled: EmbeddedSurvey | undefined) {
  const { collector } = session
  let loading: Promise<Presenter> | undefined
  let loaded: Presenter | undefined

  // import() passes Trusted Types, where setting a script element's src would not.
  const load = (path: string) => import(/* @vite-ignore */ `${collector}/${path}`)
  const loadSafely = safely(load)
  const noFiles = `the widget cannot be loaded from ${collector}`

  /**
   * What shows surveys: the renderer's file, loaded for the first of them. When this script is older than the
   * collector, or a copy, it is under the name that stays, with a number as browsers remember failed imports.
   */
  function presenter(): Promise<Presenter> {
    loading ??= load(renderer ?? 'widget/renderer.js')
      .catch(() => load(`widget/renderer.js?${Date.now()}`))
      .then(
        ({ createPresenter }: typeof import('../survey/presenter.ts')) => {
          loaded = createPresenter(session)
          return loaded
        },
        (problem) => {
          // The next call tries again.
          loading = undefined
          console.warn('Sayso:', noFiles)
          throw problem
        },
      )
    return loading as Promise<Presenter>
  }

  return {
    presenter,

    /** The presenter, once it has loaded. */
    loaded: () => loaded,

    /** Runs a command that needs the presenter; `explain` has something to say without it. */
    run(command: string, args: readonly unknown[]): Promise<unknown> {
      const result = presenter().then(({ run }) => run(command, args))
      if (command !== 'explain') return result
      const verdict = { gate: 'verdict', value: noFiles, open: false }
      return withTimeout(result, patience).then((gates) => gates ?? [verdict])
    },

    /** Closes the open survey, also one whose files are still loading: it was asked for before. */
    close: () => (loaded ? loaded.close() : loading?.then(({ close }) => close())),

    /** The data of the page's survey: from this script, or else from the collector, together with the renderer. */
    async find(): Promise<EmbeddedSurvey | null> {
      if (filled) return filled
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
function createCommands(session: Session, files: Files, before: Sayso | undefined): Commands {
  function close() {
    session.isTouched = true
    return files.close()
  }
  return {
    identify(respondent, properties) {
      // The identity changed: close the open survey so its answer is not attributed to the new person.
      if (isAnotherPerson(session.respondent, respondent)) files.loaded()?.close()
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
      session.hands?.stop()
      window.sayso = before
    },
  }
}
