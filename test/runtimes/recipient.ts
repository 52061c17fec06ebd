import { type Answer, send } from '../support/client.ts'
import type { World } from './world.ts'

/** What somebody who got a link does with it in a world. */
export function recipientIn(world: World) {
  const invite = async (survey: string, given: object = {}) =>
    (await world.client.post(`/v1/surveys/${survey}/invitations`, given)).body
  const open = (address: string) => send(address, { headers: { accept: 'text/html' } })
  /** What the page's script sends, as a browser without `content-type: application/json` does. */
  const tell = (address: string, told: object): Promise<Answer> =>
    send(address, { method: 'POST', body: JSON.stringify({ visit: 'v', step: 1, ...told }) })
  const scored = (invitation: { byRating: { rating: number; link: string }[] }, rating: number) =>
    invitation.byRating.find((each) => each.rating === rating)!.link

  return { invite, open, tell, scored }
}
