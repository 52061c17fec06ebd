import { clientOf } from './client.ts'
import type { Collector } from './collector.ts'
import { surveyWith } from './reports.ts'
import { type GivenAnswer, yearOfAnswers } from './yearOfAnswers.ts'

/** Where things stand in a workspace that a company has used for a year. */
export interface World {
  readonly nps: string
  readonly stars: string
  readonly effort: string
  readonly draft: string
  readonly few: string
  readonly campaign: string
  readonly newCampaign: string
}

const day = 86_400_000

const people = [
  ...[
    'Ada Brandt',
    'Bilal Haddad',
    'Chiara Conti',
    'Dmitri Orlov',
    'Esi Mensah',
    'Farid Nouri',
    'Greta Lind',
  ],
  ...['Hugo Pires', 'Ines Vidal', 'Jonas Weber', 'Kavya Rao', 'Lucía Romero', 'Mei Tanaka', 'Noah Fischer'],
  ...['Olga Petrova', 'Paul Girard', 'Quynh Tran', 'Rosa Almeida', 'Sami Laine', 'Tara Byrne', 'Uwe Kraus'],
]
const accounts = ['Altair', 'Borealis', 'Cassini', 'Deneb', 'Electra', 'Fornax', 'Gemma', 'Hydra']

/** The answer as a named person of a customer gave it. */
function named(answer: GivenAnswer, place: number): object {
  const name = people[place % people.length]!
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${place % 97}@example.com`
  const isLow = answer.rating <= 6
  return {
    ...answer,
    respondent: place % 5 === 4 ? null : { id: `user-${place % 630}`, name, email },
    properties: { ...answer.properties, account: accounts[(place * 7) % accounts.length] },
    ...(isLow && { choices: [['Price'], ['Support', 'Speed'], ['Speed']][place % 3] }),
    ...(place % 4 === 0 && { contact: true }),
  }
}

const at = (daysAgo: number) => new Date(Date.now() - daysAgo * day).toISOString()

/** Answers to a survey with other points, `perDay` a day until `until` days ago. */
const simple = (count: number, perDay: number, until: number, rating: (place: number) => number) =>
  Array.from({ length: count }, (_, place) => ({
    id: `simple-${place}`,
    rating: rating(place),
    answeredAt: at(until + (count - place) / perDay),
    ...(place % 3 === 0 && { comment: 'The answer came quickly and solved it.' }),
    respondent: { id: `user-${place % 90}`, name: people[place % people.length] },
    properties: { plan: place % 2 ? 'pro' : 'free', account: accounts[place % accounts.length] },
  }))

/** Fills a collector with what the pages of the console show. */
export async function makeWorld(collector: Collector): Promise<World> {
  const client = clientOf(collector)
  const origins = ['https://app.example.com', 'https://www.example.com']
  await client.patch('/v1/workspace', {
    name: 'Northwind',
    accountProperty: 'account',
    allowedOrigins: origins,
  })
  const nps = await surveyWith(
    collector,
    {
      ...{ metric: 'nps', name: 'How customers feel about us', touchpoint: 'after 90 days' },
      ...{ choices: ['Price', 'Support', 'Speed'], contact: true },
      rules: { share: 0.5, afterAnswered: 90, quietDays: 30 },
      goal: { width: 5, every: 'month' },
      byBand: { positive: { link: { label: 'Review us', url: 'https://example.com/review' } } },
    },
    yearOfAnswers(7, 3600, Date.now()).map(named),
  )
  const stars = await surveyWith(
    collector,
    { metric: 'csat', display: 'stars', name: 'After a support case', touchpoint: 'support' },
    simple(420, 3, 0, (place) => [5, 4, 5, 3, 5, 2, 4][place % 7]!),
  )
  const effort = await surveyWith(
    collector,
    { metric: 'ces', name: 'Effort of an export', touchpoint: 'export' },
    simple(260, 4, 41, (place) => [6, 7, 5, 4, 6, 2][place % 6]!),
  )
  const few = await surveyWith(
    collector,
    { metric: 'nps', name: 'First week', touchpoint: 'onboarding' },
    simple(7, 1, 0, (place) => [9, 10, 7, 4, 9, 8, 10][place]!),
  )
  const draft = (await client.post('/v1/surveys', { metric: 'csat', name: 'Pricing page', status: 'draft' }))
    .body.id
  await client.patch(`/v1/surveys/${nps}`, {
    question: 'How likely is it that you would recommend Northwind?',
  })
  await decide(collector, nps)
  await seen(collector, nps)
  return { nps, stars, effort, draft, few, ...(await makeCampaigns(collector, stars)) }
}

/** Some answers held, some in hand, one done. */
async function decide(collector: Collector, survey: string): Promise<void> {
  const client = clientOf(collector)
  await client.post(`/v1/surveys/${survey}/responses/hold`, {
    ids: Array.from({ length: 8 }, (_, place) => `answer-${3590 - place * 3}`),
  })
  const followUps = [
    { state: 'in-hand', owner: 'Imke', note: 'Asked engineering about the export.' },
    { state: 'done', owner: 'Imke', note: 'Credit given for a month.' },
  ]
  const { body } = await client.get(`/v1/answers?survey=${survey}&text=export`)
  for (const [place, followUp] of followUps.entries()) {
    const answer = body.items[place]
    const { status } = await client.patch(`/v1/surveys/${survey}/responses/${answer.id}`, { followUp })
    if (status !== 200) throw new Error(`following up: ${status}`)
  }
}

/** Views of it, some put away. */
async function seen(collector: Collector, surveyId: string): Promise<void> {
  const client = clientOf(collector)
  for (let batch = 0; batch < 30; batch += 1)
    await Promise.all(
      Array.from({ length: 80 }, (_, place) =>
        client.publicly(
          '/v1/public/views',
          { surveyId, id: `unanswered-${batch}-${place}`, event: place % 3 === 0 ? 'dismissed' : 'shown' },
          { origin: 'https://app.example.com' },
        ),
      ),
    )
}

/** One that runs, and one with nobody in it. */
async function makeCampaigns(collector: Collector, surveyId: string) {
  const client = clientOf(collector)
  const make = async (name: string, more: object) => {
    const from = { address: 'ask@northwind.example', name: 'Northwind' }
    const { status, body } = await client.post('/v1/campaigns', { surveyId, name, from, ...more })
    if (status !== 201) throw new Error(`making a campaign: ${status} ${JSON.stringify(body)}`)
    return body.id as string
  }
  const campaign = await make('Customers after support', { reminders: { afterDays: 5 }, perHour: 200 })
  const newCampaign = await make('Autumn', {})
  await client.post(`/v1/campaigns/${campaign}/people`, {
    people: people.map((name, place) => ({
      ...{ email: `person-${place}@example.com`, name, id: `customer-${place}` },
      properties: { plan: place % 2 ? 'pro' : 'free' },
    })),
  })
  await client.post(`/v1/campaigns/${campaign}/start`)
  return { campaign, newCampaign }
}
