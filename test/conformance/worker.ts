/** Runs the cases inside workerd: the case's number is the path. Each request has a client of its own. */
import { openRemote } from '../../server/storage/remote.ts'
import { cases } from './cases.ts'

export default {
  async fetch(request: Request, { DATABASE_URL }: { DATABASE_URL: string }): Promise<Response> {
    const found = await cases[Number(new URL(request.url).pathname.slice(1))]!.run(
      openRemote(DATABASE_URL, undefined),
    )
    return Response.json({ found })
  },
}
