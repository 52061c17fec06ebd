import { html } from 'hono/html'
import { withFollowUps } from '../../answers/read-answers.ts'
import { type Ctx, pathTo } from '../../context.ts'
import { listCampaigns } from '../../storage/campaigns.ts'
import type { respondentData } from '../../storage/respondents.ts'
import type { SurveyScale } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { ratingChip, stateTag, timeOf } from '../answers/answer-list.ts'
import { type IconName, icon } from '../console/icons.ts'
import { type Html, langOf } from '../layout.ts'
import { channelName } from '../report/channels-card.ts'
import { dayOf } from '../report/dates.ts'
import { answersTexts } from '../texts/answers-texts.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { peopleTexts } from '../texts/people-texts.ts'

export type HeldOnPerson = Awaited<ReturnType<typeof respondentData>>

/** Something that happened with a person. */
export interface Entry {
  readonly at: number
  readonly body: Html
}

/** Entries that a page shows. */
export const mostEntries = 100

const texts = peopleTexts.history

/** A person's answers, views, mails, and the end of mails, newest first. */
export async function historyOf(
  c: Ctx,
  { id: workspaceId, timezone }: Workspace,
  { answers, shown, mails, asked, unwanted }: HeldOnPerson,
  surveys: ReadonlyMap<string, SurveyScale>,
): Promise<Entry[]> {
  const { database } = c.var.services
  const places = answers.slice(-mostEntries).map(({ surveyId, id }) => ({ surveyId, id, key: 0 }))
  const [followed, campaigns] = await Promise.all([
    withFollowUps(database, places),
    mails.length > 0 ? listCampaigns(database, workspaceId, null, 200) : [],
  ])
  const nameOf = (id: string) => surveys.get(id)?.name ?? id
  const campaignOf = (id: string) =>
    campaigns.find((campaign) => campaign.id === id)?.plan.name ?? texts.invitation
  const answered = new Set(answers.map(({ surveyId, id }) => `${surveyId} ${id}`))
  const entries: Entry[] = [
    ...followed.map((answer) => {
      const { row } = answer
      const path = [row.surveyId, row.id].map(encodeURIComponent).join('/')
      const body = html`<li class="entry">${ratingChip(surveys.get(row.surveyId), row.rating)}<div><p class="words${row.comment === null ? ' none' : ''}" dir="auto"${langOf(row.language)}><a class="plain" href="${pathTo(c, `/console/answers/${path}`)}">${row.comment ?? answersTexts.noComment}</a></p><p class="meta"><span><bdi>${nameOf(row.surveyId)}</bdi></span><span>${channelName(row.channel).toLowerCase()}</span><span>${when(row.answeredAt, timezone)}</span>${stateTag(answer)}</p></div></li>`
      return { at: row.answeredAt, body }
    }),
    ...shown
      .filter(({ surveyId, id }) => !answered.has(`${surveyId} ${id}`))
      .map(({ surveyId, shownAt, dismissedAt }) => {
        const what = html`${texts.saw} <strong dir="auto">${nameOf(surveyId)}</strong>${dismissedAt === null ? '' : numberTexts.comma + texts.dismissed}`
        return { at: shownAt, body: line('view', what, shownAt, timezone) }
      }),
    ...[...mails, ...asked].flatMap(({ campaignId, lastSentAt, mails: sent }) => {
      if (lastSentAt === null) return []
      const what = html`${sent > 1 ? texts.sentTimes(sent) : texts.sent} <strong dir="auto">${campaignOf(campaignId)}</strong>`
      return [{ at: lastSentAt, body: line('campaigns', what, lastSentAt, timezone) }]
    }),
    ...unwanted.map(({ reason, createdAt }) => {
      return { at: createdAt, body: line('close', html`${texts.noMails[reason]}`, createdAt, timezone) }
    }),
  ]
  return entries.sort((a, b) => b.at - a.at)
}

function line(name: IconName, what: Html, at: number, timezone: string): Html {
  return html`<li class="entry"><span class="rate mid">${icon(name)}</span><div><p>${what}</p><p class="meta"><span>${when(at, timezone)}</span></p></div></li>`
}

function when(time: number, timezone: string): Html {
  return html`<time datetime="${new Date(time).toISOString()}">${dayOf(time, timezone)}${numberTexts.comma}${timeOf(time, timezone)}</time>`
}
