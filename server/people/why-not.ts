import { restsOf, whyNotInTime } from '../../shared/cadence.ts'
import { millisecondsADay } from '../../shared/day.ts'
import { withGoalShare } from '../../shared/goal.ts'
import { allowsOrigin } from '../../shared/origins.ts'
import type { PropertyValue } from '../../shared/response.ts'
import type { AudienceRule, Rules, Trigger } from '../../shared/survey.ts'
import { drawnFor, isAmong, isRightPage } from '../../shared/targeting.ts'
import type { Definition } from '../contract/surveys.ts'
import type { Database } from '../storage/db.ts'
import { type ShareOfDay, sharesOf } from '../storage/goal-shares.ts'
import { respondentData } from '../storage/respondents.ts'
import { findPublicSurvey, listVersions, type SurveyRecord } from '../storage/surveys.ts'
import type { Workspace } from '../storage/workspaces.ts'

/** The two ways in which a person is asked. */
export type Way = 'page' | 'mail'

/** Whether a rule keeps the survey from the person; unknown where only the browser could tell. */
export type Ruling = 'refuses' | 'permits' | 'unknown'

/** One rule, what it is set to, and what it says of one person at one moment. */
export interface JudgedRule {
  readonly rule: keyof typeof ways
  readonly ways: readonly Way[]
  /** Its setting in words; `null` where the survey has no such rule. */
  readonly value: string | null
  readonly verdict: Ruling
  readonly says: string
}

const both = ['page', 'mail'] as const
/** What each rule decides about, in the order in which they are judged. */
const ways = {
  status: both,
  dates: both,
  quota: both,
  answered: both,
  dismissed: both,
  quiet: both,
  suppression: ['mail'],
  origin: ['page'],
  pages: ['page'],
  audience: ['page'],
  share: ['page'],
  trigger: ['page'],
} as const satisfies Record<string, readonly Way[]>

/** Why a person is, or is not, asked one survey at one moment. */
export interface WhyNot {
  /** The version of the survey that was published then; `null` before there was one. */
  readonly version: number | null
  readonly at: number
  readonly page: Outcome
  readonly mail: Outcome
  readonly rules: readonly JudgedRule[]
}

/** What all rules of one way say together, led by the first that refuses. */
export interface Outcome {
  readonly verdict: Ruling
  readonly says: string
}

/** Whom and what is asked about. */
export interface Question {
  /** An id, or an email. */
  readonly person: string
  /** Milliseconds. */
  readonly at: number
  /** The address of a page of the host. */
  readonly page: string | null
}

/** Judges every rule of a survey for one person at one moment, by what is stored of both. */
export async function whyNotAsked(
  database: Database,
  workspace: Workspace,
  survey: SurveyRecord,
  question: Question,
): Promise<WhyNot> {
  const [versions, published, held, shares] = await Promise.all([
    listVersions(database, survey.id, 500),
    findPublicSurvey(database, survey.id),
    respondentData(database, workspace.id, question.person),
    sharesOf(database, survey.id),
  ])
  const version = versions.find(({ createdAt }) => createdAt <= question.at)
  const quiet = workspace.quietDays > 0 ? { quietDays: workspace.quietDays } : {}
  const known: Known = {
    ...{ workspace, survey, question, held },
    isFull: published?.isFull ?? false,
    rules: { ...quiet, ...(version && rulesAt(version.definition, shares, question.at)) },
    isPublished: version !== undefined,
    date: dateIn(workspace.timezone),
  }
  const rules = judgedBy(known)
  return {
    version: version?.version ?? null,
    at: question.at,
    page: outcomeOf('page', rules),
    mail: outcomeOf('mail', rules),
    rules,
  }
}

/** The rules of a definition, with the share of people that its goal asked at a time. */
function rulesAt({ rules, goal }: Definition, shares: readonly ShareOfDay[], at: number): Rules {
  return goal === null ? { ...rules } : withGoalShare(rules, shares.findLast(([from]) => from <= at)?.[1])
}

interface Known {
  readonly workspace: Workspace
  readonly survey: SurveyRecord
  readonly question: Question
  readonly held: Awaited<ReturnType<typeof respondentData>>
  readonly isFull: boolean
  readonly isPublished: boolean
  readonly rules: Rules
  readonly date: (time: number) => string
}

function outcomeOf(way: Way, rules: readonly JudgedRule[]): Outcome {
  const mine = rules.filter((rule) => rule.ways.includes(way))
  const refusing = mine.find(({ verdict }) => verdict === 'refuses')
  if (refusing) return { verdict: 'refuses', says: refusing.says }
  const open = mine.filter(({ verdict }) => verdict === 'unknown').map(({ says }) => says)
  if (open.length > 0) return { verdict: 'unknown', says: open.join(' ') }
  const says =
    way === 'mail'
      ? 'No rule is against it: a campaign that has them may mail them.'
      : 'No rule is against it.'
  return { verdict: 'permits', says }
}

type Judged = readonly [value: string | null, verdict: Ruling, says: string]

function judgedBy(known: Known): JudgedRule[] {
  const judges: Record<keyof typeof ways, (known: Known) => Judged> = {
    ...{ status, dates, quota, suppression, origin, pages, audience, share, trigger },
    answered: (each) => rested(each, 'answered'),
    dismissed: (each) => rested(each, 'dismissed'),
    quiet: (each) => rested(each, 'shown'),
  }
  return (Object.keys(ways) as (keyof typeof ways)[]).map((rule) => {
    const [value, verdict, says] = judges[rule](known)
    return { rule, ways: ways[rule], value, verdict, says }
  })
}

function status({ survey, isPublished, date }: Known): Judged {
  if (!isPublished) return [survey.status, 'refuses', `The survey was made on ${date(survey.createdAt)}.`]
  if (survey.status === 'live') return ['live', 'permits', 'The survey is published.']
  return [survey.status, 'refuses', survey.status === 'draft' ? 'It is a draft.' : 'The survey is closed.']
}

function dates({ rules, question, date }: Known): Judged {
  const { from, until } = rules
  if (!from && !until) return [null, 'permits', 'It has no first or last day.']
  const value = [from && `from ${date(Date.parse(from))}`, until && `until ${date(Date.parse(until))}`]
    .filter(Boolean)
    .join(' ')
  const why = whyNotInTime(rules, question.at)
  if (why === 'early') return [value, 'refuses', `It begins on ${date(Date.parse(from!))}.`]
  if (why === 'over') return [value, 'refuses', `It ended on ${date(Date.parse(until!))}.`]
  return [value, 'permits', 'The moment is within its dates.']
}

function quota({ rules, isFull }: Known): Judged {
  if (!rules.quota) return [null, 'permits', 'It has no limit of answers.']
  const value = `${rules.quota} answers`
  if (isFull) return [value, 'refuses', 'It has all the answers it asked for.']
  return [value, 'permits', 'It has room for more answers, as of now.']
}

/** What happened with the person, and whether everybody may rely on it that it was them. */
interface Deed {
  readonly at: number
  readonly isKnown: boolean
}

/** What was last done before the moment: by people whom the host vouched for if there are any. */
function lastOf(deeds: readonly Deed[], before: number): Deed | null {
  const past = deeds.filter(({ at }) => at <= before).sort((a, b) => b.at - a.at)
  return past.find(({ isKnown }) => isKnown) ?? past[0] ?? null
}

function deedsOf({ held, survey }: Known) {
  const answers = held.answers.map(({ surveyId, answeredAt, respondentVerified }) => {
    return { surveyId, at: answeredAt, isKnown: respondentVerified === 1 }
  })
  const mails = held.mails.flatMap(({ surveyId, lastSentAt }) =>
    lastSentAt === null ? [] : [{ surveyId, at: lastSentAt, isKnown: true }],
  )
  const known = (view: (typeof held.shown)[number]) => view.personVerified === 1 || view.emailVerified === 1
  const shown = held.shown.map((view) => {
    return { surveyId: view.surveyId, at: view.shownAt, isKnown: known(view) }
  })
  const dismissed = held.shown.flatMap((view) =>
    view.dismissedAt === null
      ? []
      : [{ surveyId: view.surveyId, at: view.dismissedAt, isKnown: known(view) }],
  )
  const ofThis = (deed: { surveyId: string }) => deed.surveyId === survey.id
  return {
    answered: answers.filter(ofThis),
    // To the rules an unanswered mail is like a dismissal.
    dismissed: [...dismissed, ...mails].filter(ofThis),
    shown: [...answers, ...shown, ...dismissed, ...mails],
  }
}

const restWords = {
  answered: ['after an answer', 'answered it'],
  dismissed: ['after a dismissal or a mail', 'dismissed it or were mailed it'],
  shown: ['after any survey', 'were last asked any survey'],
} as const

function rested(known: Known, deed: keyof typeof restWords): Judged {
  const { rules, question, date } = known
  const [when, did] = restWords[deed]
  const time = restsOf(rules)[deed]
  const isDefault = { answered: rules.afterAnswered, dismissed: rules.afterDismissed, shown: 0 }[deed]
  const days = Math.round(time / millisecondsADay)
  const isForever = (deed === 'answered' ? rules.afterAnswered : rules.afterDismissed) === null
  const length = deed !== 'shown' && isForever ? 'for ever' : `${days} days`
  if (time === 0) return [null, 'permits', `It asks for no rest ${when}.`]
  const value = `${length} ${when}${isDefault === undefined ? ' (the default)' : ''}`
  const last = lastOf(deedsOf(known)[deed], question.at)
  if (!last) return [value, 'permits', `They never ${did}, as far as is known.`]
  const end = last.at + time
  if (question.at >= end) return [value, 'permits', `They ${did} on ${date(last.at)}; the rest is over.`]
  const until = length === 'for ever' ? 'for ever' : `until ${date(end)}`
  if (last.isKnown) return [value, 'refuses', `They ${did} on ${date(last.at)}, and rest ${until}.`]
  return [
    value,
    'unknown',
    `They ${did} on ${date(last.at)}, but your server did not vouch for who it was: only that browser knows, where they rest ${until}.`,
  ]
}

function suppression({ held, question, date }: Known): Judged {
  const found = held.unwanted.find(({ createdAt }) => createdAt <= question.at)
  const value = 'no mails to those who unsubscribed, bounced or complained'
  if (found) return [value, 'refuses', `They get no mails since ${date(found.createdAt)}: ${found.reason}.`]
  if (emailOf(held, question.person) === null) return [value, 'refuses', 'No email address is known.']
  return [value, 'permits', 'Nothing is against mailing them.']
}

/** The email of a person: the newest they gave, or what they were looked up by. */
function emailOf({ answers, mails }: Known['held'], name: string): string | null {
  const given = answers.findLast(({ respondentEmail }) => respondentEmail !== null)?.respondentEmail
  return given ?? mails[0]?.email ?? (name.includes('@') ? name : null)
}

function origin({ workspace, question }: Known): Judged {
  const value = workspace.allowedOrigins.join(', ') || 'none'
  const page = pageOf(question)
  if (workspace.allowedOrigins.includes('*')) return [value, 'permits', 'Pages of any site may ask.']
  if (!page) return [value, 'unknown', 'Which site the page is of was not said.']
  return allowsOrigin(workspace.allowedOrigins, page.origin)
    ? [value, 'permits', 'The page is of a site that may ask.']
    : [value, 'refuses', `${page.origin} is no site that may ask.`]
}

function pageOf({ page }: Question): URL | null {
  return page !== null && URL.canParse(page) ? new URL(page) : null
}

function pages({ rules, question }: Known): Judged {
  if (!rules.pages) return [null, 'permits', 'It may show on every page.']
  const { include = [], exclude = [] } = rules.pages
  const parts = [
    include.length > 0 && `on ${include.join(', ')}`,
    exclude.length > 0 && `not on ${exclude.join(', ')}`,
  ]
  const value = parts.filter(Boolean).join('; ')
  const page = pageOf(question)
  if (!page) return [value, 'unknown', `It shows only ${value}: which page it was is not said.`]
  return isRightPage(rules.pages, page)
    ? [value, 'permits', 'It may show on this page.']
    : [value, 'refuses', 'It does not show on this page.']
}

function audience({ rules, held, question, date }: Known): Judged {
  if (!rules.audience?.length) return [null, 'permits', 'It is for everybody.']
  const value = rules.audience.map(ruleInWords).join(', and ')
  const last = held.answers.findLast(({ answeredAt }) => answeredAt <= question.at)
  if (!last)
    return [value, 'unknown', `It is for people whose ${value}; what the page says of them is not known.`]
  const said = `by their answer of ${date(last.answeredAt)}`
  const failing = rules.audience.find((rule) => !isAmong([rule], last.properties ?? {}))
  if (!failing) return [value, 'permits', `They are of those it is for, ${said}.`]
  const has = last.properties?.[failing.property]
  const theirs = has === undefined ? 'is not known' : `is ${has}`
  return [value, 'refuses', `It is for people whose ${ruleInWords(failing)}; theirs ${theirs}, ${said}.`]
}

function ruleInWords({ property, is, not }: AudienceRule): string {
  const list = (values: readonly PropertyValue[]) => values.map(String).join(' or ')
  return [is && `${property} is ${list(is)}`, not && `${property} is not ${list(not)}`]
    .filter(Boolean)
    .join(' and ')
}

function share({ rules, held, survey, question }: Known): Judged {
  if (rules.share === undefined) return [null, 'permits', 'It asks everybody, not a share.']
  const value = percentInWords(rules.share)
  // As the widget draws: by the id, else the address.
  const named = held.answers.findLast(({ respondentId }) => respondentId !== null)?.respondentId
  const name = named ?? emailOf(held, question.person) ?? question.person
  const drawn = drawnFor(name, survey.id)
  const stands = `They stand at ${percentInWords(drawn)} of 100 %`
  return drawn < rules.share
    ? [value, 'permits', `${stands}, within the ${value} that are asked.`]
    : [value, 'refuses', `${stands}, beyond the ${value} that are asked: always the same people.`]
}

const percents = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })
const percentInWords = (part: number) => percents.format(part).replace('%', ' %')

const triggerWords: Readonly<Record<keyof Trigger, (value: never) => string>> = {
  event: (name: string) => `the page tracks “${name}”`,
  click: (selector: string) => `${selector} is clicked`,
  seconds: (seconds: number) => `${seconds} seconds pass`,
  scroll: (percent: number) => `${percent} % of the page is scrolled past`,
  idle: (seconds: number) => `${seconds} seconds pass without input`,
  exit: () => 'the pointer leaves the page at its top',
}

function trigger({ rules }: Known): Judged {
  const given = Object.entries(rules.when ?? {}).filter(([, value]) => value !== undefined && value !== false)
  if (given.length === 0) return [null, 'permits', 'It waits for nothing on the page.']
  const words = given
    .map(([name, value]) => triggerWords[name as keyof Trigger](value as never))
    .join(', and ')
  return [words, 'unknown', `It waits until ${words}: only the browser knows.`]
}

/** A day and the time of day in a time zone. */
function dateIn(timeZone: string): (time: number) => string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' })
  return (time) => format.format(time)
}
