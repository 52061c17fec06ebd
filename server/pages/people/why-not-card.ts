import { html } from 'hono/html'
import type { Outcome, Way, WhyNot } from '../../people/why-not.ts'
import type { Html } from '../layout.ts'
import { peopleTexts } from '../texts/people-texts.ts'

const texts = peopleTexts.whyNot

/** The verdict of each way in one sentence. */
export function outcomes({ page, mail }: Pick<WhyNot, 'page' | 'mail'>): Html {
  const line = (way: Way, { verdict, says }: Outcome) =>
    html`<dt>${texts.ways[way]}</dt><dd><strong>${texts.verdicts[verdict]}.</strong> <bdi>${says}</bdi></dd>`
  return html`<dl class="pair">${line('page', page)}${line('mail', mail)}</dl>`
}
