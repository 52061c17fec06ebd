import { findSurveyById } from '../storage/surveys.ts'
import {
  clearRetired,
  type Edition,
  finishEdition,
  surveyNeverRead,
  unfinishedEdition,
} from '../storage/themes/editions.ts'
import { factsOf } from '../storage/themes/facts.ts'
import { keepSlice, unreadAnswers } from '../storage/themes/rebuild.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import type { Library } from './language-data.ts'
import { themesIn } from './read.ts'
import { compiledOf, currentEditions } from './theme-versions.ts'

/** Comments read between two looks at what else there is to do: some milliseconds' work. */
const commentsAtOnce = 2000

/**
 * Does one slice of whatever is left to do for themes: reads comments for an edition that is being
 * made, serves it when it is whole, or clears a retired one away. Returns whether there was
 * anything. Where it stands is kept in the database, so anybody may go on at any time.
 */
export async function rebuildSome(library: Library): Promise<boolean> {
  const { database } = library
  const edition = await unfinishedEdition(database)
  if (!edition) return beginSome(library)
  if (edition.state === 'retired') await clearRetired(database, edition)
  else await readSome(library, edition)
  return true
}

async function beginSome(library: Library): Promise<boolean> {
  const id = await surveyNeverRead(library.database)
  if (id === null) return false
  await beginFor(library, id)
  return true
}

/** Begins with a survey's comments if they are to be read otherwise than they were. */
async function beginFor(library: Library, surveyId: string): Promise<void> {
  const survey = await findSurveyById(library.database, surveyId)
  if (survey) await currentEditions(library, survey, Date.now())
}

async function readSome(library: Library, edition: Edition): Promise<void> {
  const { database } = library
  const answers = await unreadAnswers(database, edition, commentsAtOnce)
  if (answers.length === 0) return finishEdition(database, edition)
  const survey = (await findSurveyById(database, edition.surveyId))!
  const lens = { compiled: await compiledOf(library, edition.hash), scale: scaleOfSurvey(survey) }
  const read = answers.map((answer) => {
    const { rating, comment } = answer.stored
    const themed = themesIn(lens, { rating, comment, choices: answer.choices }, answer.tags)
    return { answer, facts: factsOf(themed), mentions: themed.mentions }
  })
  await keepSlice(database, edition, read)
}

const longestAWhile = 20_000

/**
 * Does slices for as long as a Worker may work on after an answer, and leaves the rest to the next
 * minute. A failure ends it: the next minute tries again.
 */
export async function rebuildAWhile(library: Library, changed?: string): Promise<void> {
  const end = Date.now() + longestAWhile
  if (changed !== undefined) await beginFor(library, changed)
  while (Date.now() < end && (await rebuildSome(library)));
}

/** Works in the background until nothing is left to do, one slice after another. */
export interface Rebuilding {
  /** There may be something to do, for a survey that was changed. */
  wake(changedSurveyId?: string): void
  /** Ends after the slice at hand; what is left is gone on with at the next start. */
  stop(): Promise<void>
}

/** A pause between slices, in which requests get their turn at the database. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 1))

/** How long to leave the database alone after it failed. */
const rest = 5000

/** Keeps a server's themes up to date from now on; looks by itself once a minute. */
export function keepRebuilding(library: Library, failed: (error: unknown) => void): Rebuilding {
  let working: Promise<void> | null = null
  let isStopped = false
  const changed: string[] = []

  async function work() {
    try {
      while (!isStopped && (changed.length > 0 || (await rebuildSome(library)))) {
        for (const id of changed.splice(0)) await beginFor(library, id)
        await pause()
      }
    } catch (error) {
      if (!isStopped) {
        failed(error)
        setTimeout(() => wake(), rest).unref()
      }
    } finally {
      working = null
    }
  }

  function wake(id?: string) {
    if (id !== undefined) changed.push(id)
    if (!isStopped) working ??= work()
  }

  const clock = setInterval(() => wake(), 60_000)
  clock.unref()
  wake()
  return {
    wake,
    async stop() {
      isStopped = true
      clearInterval(clock)
      await working
    },
  }
}
