import { html } from 'hono/html'
import type { PlannedFilter } from '../../answers/answer-filter.ts'
import { foretellOn, foretellRelease } from '../../answers/decide-on-answers.ts'
import type { Ctx } from '../../context.ts'
import type { Moderated } from '../../contract/moderation.ts'
import { countDecided, countHeld } from '../../storage/held.ts'
import type { ModerationAction } from '../../storage/moderation.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import type { Html } from '../layout.ts'
import { count, counted, figure } from '../report/numbers.ts'
import { answersTexts } from '../texts/answers-texts.ts'
import { decisionTexts } from '../texts/decision-texts.ts'
import { type AnswersAddress, linkTo, withFilter } from './answers-address.ts'

const texts = decisionTexts.reasons
const together = decisionTexts.together

/** A button that decides; the form around it says about what. */
const button = (deed: ModerationAction, tone = '') =>
  html`<button class="btn ${tone}" type="submit" name="deed" value="${deed}">${decisionTexts.deeds[deed]}</button>`

/** A score with its n, as the report says it. */
function scoreText({ metric, definition }: SurveyRecord, { n, value }: Moderated['before']): string {
  const isMean = metric === 'ces' && definition.primary === 'mean'
  const unit = metric === 'nps' ? 'points' : isMean ? 'scale points' : 'percent'
  return `${figure(value, unit)} (n = ${count(n)})`
}

/** What is held of a survey by reason, to be decided together, and what was decided. */
export async function reasonsCard(c: Ctx, survey: SurveyRecord, address: AnswersAddress): Promise<Html> {
  const { database } = c.var.services
  const [waiting, decided] = await Promise.all([
    countHeld(database, survey.id),
    countDecided(database, survey.id),
  ])
  if (waiting.size === 0 && decided.length === 0) return html``
  const rows = await Promise.all(
    [...waiting].map(async ([reason, n]) => {
      const { before, after } = await foretellRelease(c, survey, reason)
      const effect = texts.released(scoreText(survey, before), scoreText(survey, after))
      return html`<li><p>${counted(n, 'answer')}: ${answersTexts.reasons[reason]}. <span class="soft">${effect}</span></p><form class="row gap-s" method="post" action="${linkTo(address.base, address.params)}"><input type="hidden" name="reason" value="${reason}">${button('release')}${button('drop')}</form></li>`
    }),
  )
  const links = decided.map(({ reason, ruling, n }) => {
    const name = ruling === 'released' ? texts.wasReleased(count(n)) : texts.wereDropped(count(n))
    const state = ruling === 'released' ? null : 'dropped'
    return html`<li><a href="${withFilter(address, { state, reason })}">${name}</a>: ${answersTexts.reasons[reason]}</li>`
  })
  return html`<section class="card" aria-labelledby="reasons"><h2 id="reasons">${texts.title}</h2><p class="small soft">${texts.about}</p>
${rows.length > 0 ? html`<ul class="plain stack gap">${rows}</ul>` : ''}${links.length > 0 ? html`<p class="small soft gap">${texts.before}</p><ul class="small">${links}</ul>` : ''}</section>`
}

/** What a decision on everything that is filtered does to the score, and the decision. */
export async function togetherCard(
  c: Ctx,
  survey: SurveyRecord,
  plan: PlannedFilter,
  address: AnswersAddress,
  state: string | undefined,
): Promise<Html> {
  const isOut = state === 'held' || state === 'dropped'
  const effect = await foretellOn(c, survey, plan, isOut ? 'release' : 'drop')
  const scores = [scoreText(survey, effect.before), scoreText(survey, effect.after)] as const
  const says = isOut ? texts.released(...scores) : together.without(...scores)
  const deeds: ModerationAction[] = isOut ? ['release', 'drop', 'restore'] : ['hold', 'drop', 'restore']
  const action = linkTo(address.base, address.params)
  const all = html`<input type="hidden" name="all" value="true">`
  return html`<section class="card" aria-labelledby="together"><h2 id="together">${together.title}</h2>
<p role="status">${counted(effect.matched, 'answer')}. ${says} ${together.changed(count(effect.changed))}</p>
<form class="row gap" method="post" action="${action}">${all}${deeds.map((deed) => button(deed))}<a class="btn quiet" href="${action}">${together.close}</a></form>
<form class="row gap" method="post" action="${action}">${all}<label class="tick"><input type="checkbox" required><span>${together.sure}</span></label>${button('delete', 'danger')}</form></section>`
}
