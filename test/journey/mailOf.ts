import { clientOf } from '../support/client.ts'
import type { Collector } from '../support/collector.ts'

/** One person's mail, as far as its links go. */
export interface Mail {
  readonly survey: string
  /** The link of each score, by the score. */
  readonly scores: readonly string[]
  /** Every link in it, the hidden one too. */
  readonly links: readonly string[]
  /** The mail itself, to click in. */
  readonly html: string
  /** The answers stored, counted or not. */
  answers(): Promise<{ rating: number; state: string; heldReason: string | null; comment: string | null }[]>
  /** How many answers are in the score, and how many are held. */
  counts(): Promise<{ n: number; held: number }>
}

/** Invites somebody to a survey of their own. */
export async function mailOf(collector: Collector, given: object = { metric: 'nps' }): Promise<Mail> {
  const client = clientOf(collector)
  const { body: survey } = await client.post('/v1/surveys', given)
  const person = { respondent: { id: crypto.randomUUID() } }
  const { body } = await client.post(`/v1/surveys/${survey.id}/invitations`, person)
  const scores = body.byRating.map(({ link }: { link: string }) => link)
  const links = [...scores, body.link, body.receipt, body.unsubscribe, body.decoy]
  return {
    survey: survey.id,
    scores,
    links,
    html: `<!doctype html>${scores.map((link: string, score: number) => `<a href="${link}">${score}</a>`).join(' ')}`,
    answers: async () => (await client.get(`/v1/surveys/${survey.id}/responses`)).body.items,
    async counts() {
      const { n, leftOut } = (await client.get(`/v1/surveys/${survey.id}/report`)).body
      return { n, held: leftOut.held }
    },
  }
}
