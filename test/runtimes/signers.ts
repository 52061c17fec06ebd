import { type Answer, newResponse, send } from '../support/client.ts'
import { hmac, tokenOf } from '../support/signature.ts'
import { sendAnswer } from './forms.ts'
import type { World } from './world.ts'

export const save = '/v1/public/responses'
export const view = '/v1/public/views'

export interface Stored {
  readonly id: string
  readonly rating: number
  readonly state: string
  readonly verified: boolean
  readonly verifiedFields: string[]
  readonly respondent: { id: string | null; email: string | null; name: string | null } | null
  readonly properties: object
}

/** What people and hosts do in a world, signed or not. */
export function signersOf(world: World) {
  const workspace = async () => (await world.client.get('/v1/workspace')).body
  const token = (claims: object, secret?: string) => tokenOf(world.client, claims, secret)
  const open = (address: string) => send(address, { headers: { accept: 'text/html' } })
  const addressOf = (survey: string, query: string) => `${world.collector.url}/s/${survey}?${query}`
  /** The address as a host signs it; `query` is sorted already. */
  const signed = async (survey: string, query: string, secret?: string) => {
    const key = secret ?? (await workspace()).addressSecret
    return addressOf(survey, `${query}&signature=${hmac(key, `/s/${survey}?${query}`)}`)
  }
  const answer = async (address: string, rating: number) =>
    sendAnswer(world, (await open(address)).body, { rating: `${rating}` })
  /** What is refused, without the name of the request. */
  const refusal = ({ body: { requestId: _, ...said } }: Answer) => said
  const stored = (survey: string): Promise<Stored[]> => world.stored(survey)
  const verified = async (survey: string) => (await stored(survey)).filter((each) => each.verified)
  const asked = async (survey: string, query: string) =>
    (await send(`${world.collector.url}/v1/public/surveys/${survey}/asked?${query}`)).body
  const saveAs = async (survey: string, respondent: object | undefined, given: object = {}) =>
    (await world.client.publicly(save, newResponse(survey, { respondent, ...given }))).status

  return { workspace, token, open, addressOf, signed, answer, refusal, stored, verified, asked, saveAs }
}
