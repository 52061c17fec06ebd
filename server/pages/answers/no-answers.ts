import { html } from 'hono/html'
import { segmentOf } from '../../reports/period.ts'
import type { Html } from '../layout.ts'
import { channelName } from '../report/channels-card.ts'
import { counted } from '../report/numbers.ts'
import { answersTexts } from '../texts/answers-texts.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { withNames } from '../texts/with-names.ts'
import { withFilter, withSegment } from './answers-address.ts'
import { bandName, type FilterState } from './filter-bar.ts'

const texts = answersTexts.nothing

/** Why the list is empty, and the likely ways out of it; `surveys` is where a survey is put in place. */
export function noAnswers(state: FilterState, surveys: string): Html {
  const { address, asked, of } = state
  if (address.params.size === 0)
    return html`<h2>${texts.yet}</h2><p class="soft">${texts.yetAbout}</p><p class="row gap"><a class="btn" href="${surveys}">${texts.surveys}</a></p>`
  const off = lastPart(state)
  const hasPeriod = asked.from !== undefined || asked.to !== undefined
  const look = (isFirst: boolean) => (isFirst ? 'btn primary' : 'btn')
  return html`<h2>${texts.match}</h2><p class="soft">${of > 0 && off ? texts.ofPeriod(counted(of, 'answer')) : hasPeriod ? texts.noneThen : texts.none}</p>
<p class="row gap">${off ? html`<a class="${look(true)}" href="${off.href}" dir="auto"><span>${withNames([off.name], texts.takeOff)}</span></a>` : ''}${hasPeriod ? html`<a class="${look(!off)}" href="${withFilter(address, { from: null, to: null })}">${answersTexts.list.allTime}</a>` : ''}<a class="${look(!off && !hasPeriod)}" href="${address.base}">${answersTexts.list.allAnswers}</a></p>`
}

/** The part of the filter that is likely to leave nothing: what was written, else what was added to the bar last. */
function lastPart({ address, asked, survey }: FilterState): { name: string; href: string } | null {
  const { text, state, band, theme, channel, verified, contact, origin, reason } = asked
  const segment = address.params.getAll('segment').at(-1)
  const named = {
    text,
    theme,
    origin,
    channel: channel && channelName(channel),
    verified: verified && answersTexts.identity[verified === 'true' ? 'verified' : 'not'],
    contact: contact && answersTexts.contact[contact === 'true' ? 'yes' : 'no'],
    reason: reason && answersTexts.reasons[reason],
    state: state && state !== 'counted' ? answersTexts.states[state] : undefined,
    band: band && bandName(survey, band),
  }
  const { text: words, ...others } = named
  if (words === undefined && segment !== undefined) {
    const { property, value } = segmentOf(segment)
    const name = `${property} ${value || reportTexts.filter.empty}`
    return { name, href: withSegment(address, segment, false) }
  }
  const [parameter, name] = Object.entries({ text: words, ...others }).find(([, found]) => found) ?? []
  return parameter && name ? { name, href: withFilter(address, { [parameter]: null }) } : null
}
