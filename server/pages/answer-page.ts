import { html } from 'hono/html'
import { planFilter } from '../answers/answer-filter.ts'
import { type FollowedAnswer, withFollowUps } from '../answers/read-answers.ts'
import { sendReply } from '../answers/send-reply.ts'
import { type Ctx, pathTo } from '../context.ts'
import { followUpChange, writtenReply } from '../contract/answers.ts'
import { readForm } from '../http/input.ts'
import { Refusal } from '../http/problem.ts'
import { check } from '../http/validate.ts'
import { decideOn } from '../responses/moderation-routes.ts'
import { findAnswers } from '../storage/answers/find-answers.ts'
import { saveFollowUp } from '../storage/answers/follow-ups.ts'
import { catchUp, keyOfAnswer } from '../storage/answers/index-answers.ts'
import { repliesTo } from '../storage/answers/replies.ts'
import { senderFor } from '../storage/campaigns.ts'
import { keyOf } from '../storage/find-responses.ts'
import type { ModerationAction } from '../storage/moderation.ts'
import { respondentData } from '../storage/respondents.ts'
import { findSurvey, findVersion, surveyScales } from '../storage/surveys.ts'
import type { Workspace } from '../storage/workspaces.ts'
import { tagAnswer, themesToTag } from '../themes/tags.ts'
import { whoOf } from './answers/answer-list.ts'
import { type AnswerState, answerPanel } from './answers/answer-panel.ts'
import { themesInForm } from './answers/answer-themes.ts'
import {
  type AnswersAddress,
  addressOf,
  askedIn,
  pathOfAnswer,
  pathOfPage,
} from './answers/answers-address.ts'
import { filterBar } from './answers/filter-bar.ts'
import { answersPath, feed, head, noAnswer, readList } from './answers-page.ts'
import { consolePage } from './console/shell.ts'
import { pathOfPerson } from './people/people-page.ts'
import { answersTexts } from './texts/answers-texts.ts'

/** Answers of one person that are shown as a strip. */
const mostEarlier = 6

/** `GET /console/answers/:survey/:id`: one answer, on wide screens beside its list. */
export function showAnswer(c: Ctx, workspace: Workspace): Promise<Response> {
  return send(c, workspace, 200, null, null)
}

async function send(
  c: Ctx,
  workspace: Workspace,
  status: 200 | 422 | 503,
  wrong: string | null,
  typed: AnswerState['typed'],
): Promise<Response> {
  await catchUp(c.var.services.database)
  const answer = await requireAnswer(c, workspace)
  const address = await addressOf(c, workspace, answersPath(c))
  const name = keyOf(answer.row.surveyId, answer.row.id)
  const shown = await readList(c, workspace, address, { key: answer.key, name })
  const state = { ...(await stateOf(c, workspace, answer, address)), wrong, typed }
  const themes = shown.list.found.get(name)
  return consolePage(c, workspace, {
    place: 'answers',
    title: `${answersTexts.panel.of} ${whoOf(answer.row)}`,
    status,
    islands: ['islands/answers.ts'],
    body: html`<div class="with-list">${head(shown.filter)}${filterBar(shown.filter)}</div><div class="split one">${feed(shown)}${answerPanel({ ...state, found: state.found ?? themes })}</div>`,
  })
}

async function requireAnswer(c: Ctx, workspace: Workspace): Promise<FollowedAnswer> {
  const { database } = c.var.services
  const survey = await findSurvey(database, workspace.id, c.req.param('survey') ?? '')
  if (!survey) throw noAnswer()
  const place = { surveyId: survey.id, id: c.req.param('id') ?? '' }
  const key = (await keyOfAnswer(database, place)) ?? 0
  const [answer] = await withFollowUps(database, [{ ...place, key }])
  if (!answer) throw noAnswer()
  return answer
}

/** Everything around one answer. */
async function stateOf(
  c: Ctx,
  workspace: Workspace,
  answer: FollowedAnswer,
  address: AnswersAddress,
): Promise<Omit<AnswerState, 'wrong' | 'typed'>> {
  const { database, mail } = c.var.services
  const { row, key } = answer
  const { filter } = await planFilter(database, workspace, askedIn(address))
  const survey = (await findSurvey(database, workspace.id, row.surveyId))!
  const who = row.respondentId ?? row.respondentEmail
  const [version, newer, older, person, replies, sender, themes, scales] = await Promise.all([
    findVersion(database, row.surveyId, row.surveyVersion),
    findAnswers(database, filter, { after: key }, 1),
    findAnswers(database, filter, { before: key }, 1),
    who === null ? null : respondentData(database, workspace.id, who),
    repliesTo(database, row.surveyId, row.id),
    senderFor(database, workspace.id, row.surveyId),
    themesToTag(c, survey),
    surveyScales(database, workspace.id, null),
  ])
  const definition = version ?? survey.definition
  const beside = (found: typeof newer) => (found[0] ? `${pathOfAnswer(address, found[0])}#answer` : null)
  return {
    answer,
    survey: {
      ...{ id: survey.id, metric: survey.metric, scale: survey.scale },
      ...{ name: survey.definition.name, threshold: survey.definition.threshold },
      primary: survey.definition.primary,
    },
    question: definition.question,
    found: undefined,
    themes,
    history: around(person?.answers ?? [], row).map((each) => ({
      ...each,
      survey: scales.find(({ id }) => id === each.surveyId),
    })),
    replies,
    timezone: workspace.timezone,
    action: pathOfAnswer(address, row),
    list: address.page ? pathOfPage(address, address.page) : withoutAnswer(address),
    newer: beside(newer),
    older: beside(older),
    person: who === null ? null : await pathOfPerson(c, workspace, who),
    pathOf: (other) => pathOfAnswer({ base: address.base, params: new URLSearchParams() }, other),
    versions: pathTo(c, `/console/surveys/${row.surveyId}/versions`),
    reply: replyOf(row, mail !== null, sender !== null),
    newCampaign: `${pathTo(c, '/console/new-campaign')}?${new URLSearchParams({ survey: row.surveyId })}`,
  }
}

/** The person's answers before this one, and after it as far as there is room. */
function around<Answer extends { readonly surveyId: string; readonly id: string }>(
  answers: readonly Answer[],
  { surveyId, id }: FollowedAnswer['row'],
): readonly Answer[] {
  const place = answers.findIndex((each) => each.id === id && each.surveyId === surveyId)
  const first = Math.max(0, Math.min(place - mostEarlier + 2, answers.length - mostEarlier))
  return answers.slice(first, first + mostEarlier)
}

function withoutAnswer({ base, params }: AnswersAddress): string {
  return params.size === 0 ? base : `${base}?${params}`
}

function replyOf(row: FollowedAnswer['row'], hasMail: boolean, hasSender: boolean): AnswerState['reply'] {
  if (row.contact !== 1) return 'no-consent'
  if (!row.respondentEmail) return 'no-address'
  if (!hasMail) return 'no-mail'
  return hasSender ? 'ready' : 'no-sender'
}

/** The themes of an answer are among them. */
const mostFields = 200
const actions: readonly ModerationAction[] = ['hold', 'drop', 'release', 'restore', 'delete']

/** `POST /console/answers/:survey/:id`: its state and note, its themes, a reply, or a decision about it. */
export async function changeAnswer(c: Ctx, workspace: Workspace): Promise<Response> {
  const form = await readForm(c, mostFields)
  const { database, now } = c.var.services
  const { row } = await requireAnswer(c, workspace)
  const address = await addressOf(c, workspace, answersPath(c))
  const deed = form.get('deed')
  if (deed === 'reply') return reply(c, workspace, row, form)
  if (deed === 'follow-up') {
    const { state, owner, note } = Object.fromEntries(form)
    const given = { state, owner, note: note?.replaceAll('\r\n', '\n') }
    await saveFollowUp(database, row, check(followUpChange, given), now())
    return c.redirect(`${pathOfAnswer(address, row)}#${state ? `state-${state}` : 'happened'}`, 303)
  }
  if (deed === 'tag' || deed === 'untag') {
    await tagAnswer(c, row.surveyId, row, deed === 'tag' ? themesInForm(form) : null)
    return c.redirect(`${pathOfAnswer(address, row)}#themes`, 303)
  }
  const action = actions.find((each) => each === deed)
  if (!action) throw new Refusal('invalid', 'deed must be follow-up, reply, tag or a decision')
  const survey = (await findSurvey(database, workspace.id, row.surveyId))!
  await decideOn(c, survey, action, { ids: [row.id] })
  if (action === 'delete') await database.scrub()
  return c.redirect(
    action === 'delete' ? withoutAnswer(address) : `${pathOfAnswer(address, row)}#decisions`,
    303,
  )
}

async function reply(
  c: Ctx,
  workspace: Workspace,
  row: FollowedAnswer['row'],
  form: URLSearchParams,
): Promise<Response> {
  const { database, mail, now } = c.var.services
  const sender = await senderFor(database, workspace.id, row.surveyId)
  if (replyOf(row, mail !== null, sender !== null) !== 'ready' || !mail || !sender)
    throw new Refusal('conflict', 'no mail can be sent to this person')
  const typed = { subject: form.get('subject') ?? '', body: form.get('body')?.replaceAll('\r\n', '\n') ?? '' }
  const { wrong } = answersTexts.reply
  const given = writtenReply.safeParse(typed)
  if (!given.success) return send(c, workspace, 422, wrong.empty, typed)
  const delivery = await sendReply(database, mail.send, sender, row, given.data, now())
  if (delivery.outcome === 'refused') return send(c, workspace, 422, wrong.refused, typed)
  if (delivery.outcome === 'unknown') return send(c, workspace, 503, wrong.unknown, typed)
  if (delivery.outcome !== 'accepted') return send(c, workspace, 503, wrong.away, typed)
  const [answer] = await withFollowUps(database, [{ surveyId: row.surveyId, id: row.id, key: 0 }])
  if (answer?.followUp.state === 'open') await saveFollowUp(database, row, { state: 'in-hand' }, now())
  const address = await addressOf(c, workspace, answersPath(c))
  return c.redirect(`${pathOfAnswer(address, row)}#happened`, 303)
}
