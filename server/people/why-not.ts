import { restsOf, whyNotInTime } from '../../shared/cadence.ts'
import { millisecondsADay } from '../../shared/day.ts'
import { withGoalShare } from '../../shared/goal.ts'
import { allowsOrigin } from '../../shared/origins.ts'
import type { PropertyValue } from '../../shared/response.ts'
import type { AudienceRule, Rules, Trigger } from '../../shared/survey.ts'
import { drawnFor, isAmong, isRightPage } from '../../shared/targeting.ts'
import type { Definition } from '../contract/surveys.ts'
import { dateFormat, numberText } from '../pages/texts/formats.ts'
import { numberTexts } from '../pages/texts/number-texts.ts'
import { rulingTexts as texts } from '../pages/texts/ruling-texts.ts'
import { dateLocaleInUse, localeInUse } from '../pages/texts/translatable.ts'
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
  return { verdict: 'permits', says: way === 'mail' ? texts.noneOfMail : texts.none }
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

function status({ survey, question, isPublished, date }: Known): Judged {
  const { names, before, says } = texts.status
  const isPaused = survey.pausedAt !== null && question.at >= survey.pausedAt
  const state = isPaused ? 'paused' : survey.status
  const name = names[state]
  if (!isPublished) return [name, 'refuses', before(date(survey.createdAt))]
  return [name, state === 'live' ? 'permits' : 'refuses', says[state]]
}

function dates({ rules, question, date }: Known): Judged {
  const { from, until } = rules
  const words = texts.dates
  if (!from && !until) return [null, 'permits', words.none]
  const day = (text: string) => date(Date.parse(text))
  const value = [from && words.from(day(from)), until && words.until(day(until))].filter(Boolean).join(' ')
  const why = whyNotInTime(rules, question.at)
  if (why === 'early') return [value, 'refuses', words.early(day(from!))]
  if (why === 'over') return [value, 'refuses', words.over(day(until!))]
  return [value, 'permits', words.within]
}

function quota({ rules, isFull }: Known): Judged {
  if (!rules.quota) return [null, 'permits', texts.quota.none]
  const value = numberTexts.counted.answer(rules.quota)
  return isFull ? [value, 'refuses', texts.quota.full] : [value, 'permits', texts.quota.room]
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

function rested(known: Known, deed: 'answered' | 'dismissed' | 'shown'): Judged {
  const { rules, question, date } = known
  const words = texts.rest
  const time = restsOf(rules)[deed]
  const set = { answered: rules.afterAnswered, dismissed: rules.afterDismissed, shown: 0 }[deed]
  const isForEver = set === null
  if (time === 0) return [null, 'permits', words.none(deed)]
  const days = numberTexts.counted.day(Math.round(time / millisecondsADay))
  const length = isForEver ? words.forEver(deed) : words.days(deed, days)
  const value = set === undefined ? words.usual(length) : length
  const last = lastOf(deedsOf(known)[deed], question.at)
  if (!last) return [value, 'permits', words.never(deed)]
  const [day, end] = [date(last.at), last.at + time]
  if (question.at >= end) return [value, 'permits', words.over(deed, day)]
  if (last.isKnown)
    return [value, 'refuses', isForEver ? words.always(deed, day) : words.until(deed, day, date(end))]
  const unsure = isForEver ? words.alwaysUnsure(deed, day) : words.untilUnsure(deed, day, date(end))
  return [value, 'unknown', unsure]
}

function suppression({ held, question, date }: Known): Judged {
  const found = held.unwanted.find(({ createdAt }) => createdAt <= question.at)
  const { value, unwanted, noAddress, fine } = texts.mails
  if (found) return [value, 'refuses', unwanted(found.reason, date(found.createdAt))]
  if (emailOf(held, question.person) === null) return [value, 'refuses', noAddress]
  return [value, 'permits', fine]
}

/** The email of a person: the newest they gave, or what they were looked up by. */
function emailOf({ answers, mails }: Known['held'], name: string): string | null {
  const given = answers.findLast(({ respondentEmail }) => respondentEmail !== null)?.respondentEmail
  return given ?? mails[0]?.email ?? (name.includes('@') ? name : null)
}

function origin({ workspace, question }: Known): Judged {
  const words = texts.sites
  const value = workspace.allowedOrigins.join(numberTexts.comma) || words.none
  const page = pageOf(question)
  if (workspace.allowedOrigins.includes('*')) return [value, 'permits', words.all]
  if (!page) return [value, 'unknown', words.notSaid]
  return allowsOrigin(workspace.allowedOrigins, page.origin)
    ? [value, 'permits', words.allowed]
    : [value, 'refuses', words.refused(page.origin)]
}

function pageOf({ page }: Question): URL | null {
  return page !== null && URL.canParse(page) ? new URL(page) : null
}

function pages({ rules, question }: Known): Judged {
  const words = texts.pages
  if (!rules.pages) return [null, 'permits', words.all]
  const { include = [], exclude = [] } = rules.pages
  const parts = [
    include.length > 0 && words.on(include.join(numberTexts.comma)),
    exclude.length > 0 && words.but(exclude.join(numberTexts.comma)),
  ]
  const value = parts.filter(Boolean).join(numberTexts.semicolon)
  const page = pageOf(question)
  if (!page) return [value, 'unknown', words.notSaid(value)]
  return isRightPage(rules.pages, page) ? [value, 'permits', words.shows] : [value, 'refuses', words.not]
}

function audience({ rules, held, question, date }: Known): Judged {
  const words = texts.audience
  if (!rules.audience?.length) return [null, 'permits', words.all]
  const value = rules.audience.map(ruleInWords).join(words.further)
  const last = held.answers.findLast(({ answeredAt }) => answeredAt <= question.at)
  if (!last) return [value, 'unknown', words.notKnown(value)]
  const day = date(last.answeredAt)
  const failing = rules.audience.find((rule) => !isAmong([rule], last.properties ?? {}))
  if (!failing) return [value, 'permits', words.among(day)]
  const [asked, has] = [ruleInWords(failing), last.properties?.[failing.property]]
  return [
    value,
    'refuses',
    has === undefined ? words.without(asked, day) : words.other(asked, String(has), day),
  ]
}

function ruleInWords({ property, is, not }: AudienceRule): string {
  const words = texts.audience
  const list = (values: readonly PropertyValue[]) => values.map(String).join(words.or)
  return [is && words.is(property, list(is)), not && words.not(property, list(not))]
    .filter(Boolean)
    .join(words.and)
}

function share({ rules, held, survey, question }: Known): Judged {
  if (rules.share === undefined) return [null, 'permits', texts.share.all]
  const value = percentInWords(rules.share)
  // As the widget draws: by the id, else the address.
  const named = held.answers.findLast(({ respondentId }) => respondentId !== null)?.respondentId
  const name = named ?? emailOf(held, question.person) ?? question.person
  const drawn = drawnFor(name, survey.id)
  return drawn < rules.share
    ? [value, 'permits', texts.share.within(percentInWords(drawn), value)]
    : [value, 'refuses', texts.share.beyond(percentInWords(drawn), value)]
}

const percentInWords = (part: number) =>
  numberText(part, localeInUse(), { style: 'percent', maximumFractionDigits: 1 }).replace('%', ' %')

function trigger({ rules }: Known): Judged {
  const words = texts.trigger
  const given = Object.entries(rules.when ?? {}).filter(([, value]) => value !== undefined && value !== false)
  if (given.length === 0) return [null, 'permits', words.none]
  const what = given
    .map(([name, value]) => {
      const text = words.until[name as keyof Trigger]
      return typeof text === 'string' ? text : text(value as never)
    })
    .join(texts.audience.further)
  return [what, 'unknown', words.waits(what)]
}

/** A day and the time of day in a time zone. */
function dateIn(timeZone: string): (time: number) => string {
  const format = dateFormat(dateLocaleInUse(), { timeZone, dateStyle: 'medium', timeStyle: 'short' })
  return (time) => format.format(time)
}
