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
import { themesIn } from './find-themes.ts'
import type { ThemeContext } from './language-data.ts'
import { compiledOf, currentEditions } from './theme-versions.ts'

/** Comments in one slice: a few milliseconds of work, so that requests are not held up. */
const commentsPerSlice = 200

/**
 * Does one slice of the pending work on themes: reads comments for a new edition, serves it when it is
 * complete, or deletes rows of a retired one. Returns false when nothing was pending. The cursor is
 * stored, so any process can continue at any time.
 */
export async function rebuildSlice(context: ThemeContext): Promise<boolean> {
  const { database } = context
  const edition = await unfinishedEdition(database, Date.now())
  if (!edition) return beginNext(context)
  if (edition.state === 'retired') await clearRetired(database, edition)
  else await readSlice(context, edition)
  return true
}

async function beginNext(context: ThemeContext): Promise<boolean> {
  const id = await surveyNeverRead(context.database, Date.now())
  if (id === null) return false
  await beginEditionOf(context, id)
  return true
}

/** Begins a new edition if the survey or its codebook has changed in a way that matters. */
async function beginEditionOf(context: ThemeContext, surveyId: string): Promise<void> {
  const survey = await findSurveyById(context.database, surveyId)
  if (survey) await currentEditions(context, survey, Date.now())
}

async function readSlice(context: ThemeContext, edition: Edition): Promise<void> {
  const { database } = context
  const answers = await unreadAnswers(database, edition, commentsPerSlice)
  if (answers.length === 0) return finishEdition(database, edition)
  const survey = (await findSurveyById(database, edition.surveyId))!
  const version = { compiled: await compiledOf(context, edition.hash), scale: scaleOfSurvey(survey) }
  const read = answers.map((answer) => {
    const { rating, comment } = answer.stored
    const themed = themesIn(version, { rating, comment, choices: answer.choices }, answer.tags)
    return { answer, facts: factsOf(themed), mentions: themed.mentions }
  })
  await keepSlice(database, edition, read)
}

/** Milliseconds; a Worker may run for 30 seconds after its response. */
const mostAfterwards = 20_000

/**
 * Does slices until nothing is pending or the budget is used up; the cron trigger continues a minute later.
 * Rejects when a slice fails, which the next minute retries.
 */
export async function rebuildWithinBudget(
  context: ThemeContext,
  changed?: string,
  budget = mostAfterwards,
): Promise<void> {
  const end = Date.now() + budget
  if (changed !== undefined) await beginEditionOf(context, changed)
  while (Date.now() < end && (await rebuildSlice(context)));
}

/** Background work on the themes of one database. */
export interface Rebuilder {
  /** Looks for pending work now; first for the survey that was changed, if one is named. */
  wake(changedSurveyId?: string): void
  /** Resolves after the current slice; the rest is continued at the next start. */
  stop(): Promise<void>
}

/** Lets requests use the database between two slices. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 1))

/** Milliseconds to wait after a failure. */
const retryAfter = 5000

/** Keeps the themes of a database up to date until it is stopped; looks for pending work once a minute. */
export function startRebuilding(context: ThemeContext, onError: (error: unknown) => void): Rebuilder {
  let working: Promise<void> | null = null
  let isStopped = false
  const changed: string[] = []

  async function work() {
    try {
      while (!isStopped && (changed.length > 0 || (await rebuildSlice(context)))) {
        for (const id of changed.splice(0)) await beginEditionOf(context, id)
        await pause()
      }
    } catch (error) {
      if (!isStopped) {
        onError(error)
        setTimeout(() => wake(), retryAfter).unref()
      }
    } finally {
      working = null
    }
  }

  function wake(id?: string) {
    if (id !== undefined) changed.push(id)
    if (!isStopped) working ??= work()
  }

  const timer = setInterval(() => wake(), 60_000)
  timer.unref()
  wake()
  return {
    wake,
    async stop() {
      isStopped = true
      clearInterval(timer)
      await working
    },
  }
}
