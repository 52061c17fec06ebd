import { seededRandom } from '../bench/random.ts'

/** One answer as the import call takes it. */
export interface GivenAnswer {
  readonly id: string
  readonly rating: number
  readonly comment: string | null
  readonly answeredAt: string
  readonly respondent: { readonly id: string }
  readonly properties: Readonly<Record<string, string>>
  readonly channel: 'widget' | 'email' | 'page'
}

const day = 86_400_000

const plans = { free: [0.5, -0.04], pro: [0.35, 0.1], enterprise: [0.15, 0.02] } as const
const countries = {
  US: [0.34, 0],
  DE: [0.22, -0.06],
  GB: [0.16, 0],
  FR: [0.12, 0],
  BR: [0.1, 0.08],
  JP: [0.06, -0.03],
} as const
const roles = { admin: [0.3, 0.03], member: [0.55, -0.01], owner: [0.15, 0] } as const
const channels = { widget: [0.68, 0], email: [0.22, 0.02], page: [0.1, 0] } as const

/** Ratings within a band, with their shares. */
const ratings = {
  promoter: { 9: [0.45, 0], 10: [0.55, 0] },
  passive: { 7: [0.4, 0], 8: [0.6, 0] },
  detractor: {
    0: [0.08, 0],
    1: [0.04, 0],
    2: [0.07, 0],
    3: [0.11, 0],
    4: [0.13, 0],
    5: [0.25, 0],
    6: [0.32, 0],
  },
} as const

const comments = {
  promoter: [
    'Setting it up took ten minutes, and support answered before I had finished my coffee.',
    'It does one thing and does it well. The reports are the first my boss reads to the end.',
    'We moved three teams over in a week. Nobody asked for the old tool back.',
    'The new search finds everything at once.',
    'Reliable. I stopped thinking about it, which is the best I can say of software.',
    'Great support, thank you Maria!',
    'The keyboard shortcuts save me an hour a day.',
  ],
  passive: [
    'Good, but the mobile app still lags behind the web version.',
    'Does what it should. I would like more export formats.',
    'Fine for our team. The price went up a bit much this year.',
    'I like it, though the settings are hard to find.',
    'Works well most days, a little slow on Monday mornings.',
  ],
  detractor: [
    'Exporting a large project times out every time. I have reported it twice.',
    'Since the last update the dashboard takes half a minute to load.',
    'Too expensive for what we use of it.',
    'I waited four days for an answer from support.',
    'The permissions are confusing, and our auditors agree.',
    'Die Übersetzung ist an vielen Stellen unverständlich.',
  ],
} as const

type Weighted = Readonly<Record<string, readonly [weight: number, effect: number]>>

/**
 * A year of answers to an NPS survey, ending at `end`: the score climbs, dips in spring when
 * something broke, and differs by plan and country. The same seed gives the same answers.
 */
export function yearOfAnswers(seed: number, count: number, end: number): GivenAnswer[] {
  const random = seededRandom(seed)
  const draw = <Choices extends Weighted>(choices: Choices): keyof Choices & string => {
    let left = random()
    for (const [name, [weight]] of Object.entries(choices)) {
      left -= weight
      if (left < 0) return name
    }
    return Object.keys(choices).at(-1)!
  }
  return Array.from({ length: count }, (_, place): GivenAnswer => {
    const elapsed = ((place + random()) / count) ** 0.8
    const [plan, country, role, channel] = [draw(plans), draw(countries), draw(roles), draw(channels)]
    const spring = Math.exp(-(((elapsed - 0.55) / 0.06) ** 2))
    const luck = 0.4 + 0.1 * elapsed - 0.12 * spring + plans[plan][1] + countries[country][1] + roles[role][1]
    const mood = random()
    const band = mood < luck ? 'promoter' : mood < luck + 0.3 ? 'passive' : 'detractor'
    const said = comments[band]
    return {
      id: `answer-${place}`,
      rating: Number(draw(ratings[band])),
      comment: random() < 0.34 ? said[Math.floor(random() * said.length)]! : null,
      answeredAt: new Date(Math.floor(end - (1 - elapsed) * 364 * day)).toISOString(),
      respondent: { id: `person-${Math.floor(random() * count * 0.8)}` },
      properties: { plan, country, role },
      channel,
    }
  })
}
