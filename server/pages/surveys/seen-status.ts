import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import type { Sighting } from '../../storage/views.ts'
import { icon } from '../console/icons.ts'
import type { Html } from '../layout.ts'
import { installTexts as texts } from '../texts/install-texts.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { localeInUse } from '../texts/translatable.ts'

/** Whether a survey was seen, where and when; the page's script looks again until it was. `path` is the page itself. */
export function seenStatus(
  c: Ctx,
  surveyId: string,
  [latest, ...others]: readonly Sighting[],
  path: string,
): Html {
  if (!latest)
    return html`<div id="seen" role="status"><p class="note" data-waiting><span class="pulse"></span><span>${texts.waiting} <a href="${path}">${texts.checkAgain}</a></span></p></div>`
  const now = c.var.services.now()
  const also = others.map(({ origin, seenAt }) => `${hostOf(origin)} ${agoInWords(seenAt, now)}`)
  const answers = `${pathTo(c, '/console/answers')}?${new URLSearchParams({ survey: surveyId })}`
  return html`<div id="seen" role="status"><p class="note good">${icon('check')}<span><strong>${texts.seenOn(hostOf(latest.origin), agoInWords(latest.seenAt, now))}</strong>${also.length > 0 ? html` ${texts.alsoOn} ${also.join(numberTexts.comma)}.` : ''} <a href="${answers}">${texts.answers}</a></span></p></div>`
}

/** An origin as people call it: without `https://`. */
function hostOf(origin: string): string {
  return origin.replace(/^https:\/\//, '')
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** How long ago something was: 2 minutes ago. */
export function agoInWords(then: number, now: number): string {
  const words = new Intl.RelativeTimeFormat(localeInUse(), { numeric: 'always' })
  const fit = units.find(([, length]) => now - then >= length)
  return fit ? words.format(-Math.floor((now - then) / fit[1]), fit[0]) : texts.now
}
