import { html } from 'hono/html'
import { points } from '../../../shared/scale.ts'
import type { FollowedAnswer } from '../../answers/read-answers.ts'
import type { Reply } from '../../storage/answers/replies.ts'
import { followUpStates } from '../../storage/answers/terms.ts'
import type { SurveyScale } from '../../storage/surveys.ts'
import type { FoundThemes } from '../../storage/themes/mentions.ts'
import { icon } from '../console/icons.ts'
import { notice } from '../console/notice.ts'
import { type Html, langOf } from '../layout.ts'
import { channelName } from '../report/channels-card.ts'
import { dayOf } from '../report/dates.ts'
import { highlighted } from '../report/highlight.ts'
import { count } from '../report/numbers.ts'
import { answersTexts } from '../texts/answers-texts.ts'
import { campaignTexts } from '../texts/campaign-texts.ts'
import { dateFormat, languageName } from '../texts/formats.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { dateLocaleInUse, localeInUse } from '../texts/translatable.ts'
import { ratingChip, ratingWords, stateTag, timeOf, whoOf } from './answer-list.ts'
import { themesSection } from './answer-themes.ts'

const { panel: texts, reply: replyTexts } = answersTexts

/** Another answer of the same person. */
interface Earlier {
  readonly surveyId: string
  readonly id: string
  readonly rating: number
  readonly answeredAt: number
  /** The survey it was given to. */
  readonly survey: SurveyScale | undefined
}

/** Everything that is shown of one answer. */
export interface AnswerState {
  readonly answer: FollowedAnswer
  readonly survey: SurveyScale
  /** What was asked, in the version the person saw. */
  readonly question: string
  readonly found: FoundThemes | undefined
  /** The person's answers, oldest first, this one among them. */
  readonly history: readonly Earlier[]
  readonly replies: readonly Reply[]
  /** The themes that it can be tagged with. */
  readonly themes: readonly string[]
  readonly timezone: string
  /** Where its forms are sent: its own address, with the list's filter. */
  readonly action: string
  /** The list, without an answer beside it. */
  readonly list: string
  readonly newer: string | null
  readonly older: string | null
  /** The person's page; `null` when nobody knows who it is. */
  readonly person: string | null
  /** The page of another answer. */
  readonly pathOf: (answer: Pick<Earlier, 'surveyId' | 'id'>) => string
  /** The versions of its survey. */
  readonly versions: string
  /** Whether a mail can be sent, or why not. */
  readonly reply: 'ready' | 'no-consent' | 'no-address' | 'no-mail' | 'no-sender'
  /** Where a campaign is made, under whose sender replies go out. */
  readonly newCampaign: string
  /** What was wrong with a form that was sent. */
  readonly wrong: string | null
  /** What was typed into the form of a reply that failed. */
  readonly typed: { readonly subject: string; readonly body: string } | null
}

/** One answer: what was said, by whom, and what to do about it. */
export function answerPanel(state: AnswerState): Html {
  const { answer, newer, older, list } = state
  return html`<aside class="aside" id="answer" aria-labelledby="answer-title" tabindex="-1"><header><h2 class="grow" id="answer-title">${texts.of} <bdi>${whoOf(answer.row)}</bdi></h2>
${newer ? html`<a class="btn quiet" href="${newer}" rel="prev" data-key="k">${answersTexts.list.newer}</a>` : ''}${older ? html`<a class="btn quiet" href="${older}" rel="next" data-key="j">${answersTexts.list.older}</a>` : ''}<a class="btn quiet icon" href="${list}" data-key="Escape" aria-label="${texts.close}">${icon('close')}</a></header>
${state.wrong ? html`<section>${notice('bad', state.wrong)}</section>` : ''}
${saidSection(state)}${themesSection(state)}${whoSection(state)}${followUpSection(state)}${replySection(state)}${decisions(state)}${happened(state)}</aside>`
}

function saidSection({ answer, survey, question, found, timezone, versions }: AnswerState): Html {
  const { row } = answer
  const { tone, word, scale } = ratingWords(survey, row.rating)
  return html`<section><p class="row"><strong class="num">${scale ? texts.rating(row.rating, scale.max) : count(row.rating)}</strong>${word ? html`<span class="tag ${tone}">${word}</span>` : ''}<time class="soft small" datetime="${new Date(row.answeredAt).toISOString()}">${dayOf(row.answeredAt, timezone)}${numberTexts.comma}${timeOf(row.answeredAt, timezone)}</time></p>
${scale ? html`<div class="scale gap" aria-hidden="true">${points(scale).map((point) => html`<span class="${point === row.rating ? tone : ''}">${count(point)}</span>`)}</div>` : ''}
<p class="small soft gap"><bdi>${question}</bdi> <bdi>${survey.name}</bdi>${numberTexts.comma}<a href="${versions}">${texts.version(row.surveyVersion)}</a></p>
<p class="words gap${row.comment === null ? ' none' : ''}" dir="auto"${langOf(row.language)}>${row.comment === null ? answersTexts.noComment : highlighted(row.comment, found?.mentions ?? [])}</p>
${row.choices?.length ? html`<p class="small soft gap">${texts.ticked}</p><p class="row">${row.choices.map((choice) => html`<span class="tag" dir="auto">${choice}</span>`)}</p>` : ''}
</section>`
}

function whoSection({ answer, history, timezone, person, pathOf }: AnswerState): Html {
  const { row } = answer
  const isThis = ({ surveyId, id }: Earlier) => id === row.id && surveyId === row.surveyId
  const name = html`<strong dir="auto">${whoOf(row)}</strong>`
  const names = [row.respondentEmail, row.respondentId && texts.id(row.respondentId)].filter(
    (each) => each && each !== whoOf(row),
  )
  const identity =
    person === null ? [] : [answersTexts.identity[row.respondentVerified === 1 ? 'verified' : 'claimed']]
  const about = [...names, ...identity, answersTexts.contact[row.contact === 1 ? 'yes' : 'no']]
  const month = dateFormat(dateLocaleInUse(), {
    timeZone: timezone,
    month: 'short',
    year: '2-digit',
  })
  const facts: (readonly [string, string])[] = [
    ...Object.entries(row.properties ?? {}).map(([property, value]) => [property, String(value)] as const),
    ...(row.origin ? [[texts.from, row.origin] as const] : []),
    [texts.channel, channelName(row.channel)],
    ...(row.language ? [[texts.language, languageName(row.language, localeInUse())] as const] : []),
  ]
  return html`<section class="stack"><div class="row nowr"><span class="grow">${person ? html`<a class="plain" href="${person}">${name}</a>` : name}<br><span class="small soft">${about.map((each, place) => html`${place > 0 ? ' · ' : ''}<bdi>${each}</bdi>`)}</span></span></div>
${history.length > 1 ? html`<ol class="earlier" aria-label="${texts.earlier}">${history.map((each, place) => html`${place > 0 ? html`<li class="arrow" aria-hidden="true">${icon('next')}</li>` : ''}<li>${isThis(each) ? html`${ratingChip(each.survey, each.rating, 's')}<strong>${texts.this}</strong>` : html`<a href="${pathOf(each)}"${each.survey ? html` title="${each.survey.name}"` : ''}>${ratingChip(each.survey, each.rating, 's')}</a><span>${month.format(each.answeredAt)}</span>`}</li>`)}</ol>` : ''}
<dl class="pair">${facts.map(([term, value]) => html`<dt dir="auto">${term}</dt><dd dir="auto">${value}</dd>`)}</dl></section>`
}

function followUpSection({ answer, action }: AnswerState): Html {
  const { followUp, row } = answer
  if (row.state !== 'counted') return html``
  return html`<section><form class="stack" method="post" action="${action}"><input type="hidden" name="deed" value="follow-up">
<div class="row" role="group" aria-label="${texts.state}">${followUpStates.map((state) => html`<button class="btn${followUp.state === state ? ' on' : ''}" type="submit" name="state" value="${state}" id="state-${state}" aria-pressed="${followUp.state === state ? 'true' : 'false'}"${state === 'done' ? html` data-key="e"` : ''}>${answersTexts.states[state]}</button>`)}</div>
<label class="field"><span>${texts.note}</span><textarea class="input" name="note" rows="2" maxlength="5000" dir="auto">${asTyped(followUp.note)}</textarea></label>
<label class="field"><span>${texts.owner}</span><input class="input" name="owner" value="${followUp.owner}" maxlength="100" dir="auto"></label>
<div><button class="btn" type="submit">${texts.save}</button></div></form></section>`
}

function replySection({ reply, newCampaign, answer, action, survey, typed }: AnswerState): Html {
  if (reply !== 'ready') {
    const make = html`<p class="gap-s"><a class="btn" href="${newCampaign}">${campaignTexts.make.title}</a></p>`
    return html`<section id="reply"><p class="small soft">${replyTexts.why[reply]}</p>${reply === 'no-sender' ? make : ''}</section>`
  }
  const subject = typed?.subject ?? replyTexts.subjectOf(survey.name)
  return html`<section id="reply"><details class="reply"${typed ? html` open` : ''}><summary class="btn primary" data-key="r">${icon('reply')}${replyTexts.button}</summary>
<form class="stack gap" method="post" action="${action}"><input type="hidden" name="deed" value="reply">
<p class="small soft">${replyTexts.to} <bdi>${answer.row.respondentEmail}</bdi></p>
<label class="field"><span>${replyTexts.subject}</span><input class="input" name="subject" value="${subject}" required maxlength="300" dir="auto"></label>
<label class="field"><span>${replyTexts.message}</span><textarea class="input" name="body" rows="6" required maxlength="10000" dir="auto">${asTyped(typed?.body ?? '')}</textarea></label>
<div><button class="btn primary" type="submit">${replyTexts.send}</button></div></form></details></section>`
}

/** A text in a `textarea`, which drops a line break at its beginning. */
const asTyped = (text: string) => (text.startsWith('\n') ? `\n${text}` : text)

/** What may be decided about an answer, each of which can be undone but deleting it. */
function decisions({ answer: { row }, action }: AnswerState): Html {
  const button = (deed: keyof typeof texts.deeds, tone = '') =>
    html`<button class="btn ${tone}" type="submit" name="deed" value="${deed}">${texts.deeds[deed]}</button>`
  const isHeld = row.state === 'held'
  return html`<section id="decisions" tabindex="-1">${isHeld ? html`<p class="small soft">${texts.notInScore([...(row.heldReason ? [answersTexts.reasons[row.heldReason]] : []), ...(row.ruling === 'dropped' ? [texts.dropped] : [])].join(numberTexts.comma))}</p>` : ''}
<form class="row gap" method="post" action="${action}">${isHeld && row.ruling !== 'dropped' ? html`${button('release')}${button('drop')}` : ''}${row.state === 'counted' ? html`${button('hold')}${button('drop')}` : ''}${row.ruling ? button('restore') : ''}</form>
<details class="gap"><summary class="small">${texts.deletion}</summary><form class="row gap" method="post" action="${action}"><p class="small soft">${texts.deletionMeans}</p>${button('delete', 'danger')}</form></details></section>`
}

function happened({ replies, answer, timezone }: AnswerState): Html {
  const { changedAt, owner } = answer.followUp
  if (replies.length === 0 && changedAt === null) return html``
  const when = (time: number) =>
    html`<time datetime="${new Date(time).toISOString()}">${dayOf(time, timezone)}${numberTexts.comma}${timeOf(time, timezone)}</time>`
  return html`<section><h3 id="happened" tabindex="-1">${texts.happened}</h3><ul class="log gap plain">${replies.map((reply) => html`<li><span class="${reply.state === 'sent' ? 'ok' : 'bad'}">${icon(reply.state === 'sent' ? 'check' : 'warning')}</span><div><span>${reply.state === 'sent' ? texts.sent : texts.refused} <bdi>${reply.subject}</bdi></span><details><summary class="small">${texts.read}</summary><p class="small soft">${replyTexts.to} <bdi>${reply.email}</bdi></p><p class="small prewrap" dir="auto">${reply.body}</p></details></div>${when(reply.sentAt)}</li>`)}
${changedAt === null ? '' : html`<li><span class="ok">${icon('check')}</span><span>${stateTag(answer)}${owner ? html` <bdi>${owner}</bdi>` : ''}</span>${when(changedAt)}</li>`}</ul></section>`
}
