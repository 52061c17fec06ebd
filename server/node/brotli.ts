import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'

type Fetch = (request: Request, ...more: never[]) => Response | Promise<Response>

const squeeze = promisify(brotliCompress)
/** The widget's files and the loaders of as many surveys as one process serves at a time. */
const mostKept = 500
const worthwhile = 500
/** Other answers are not even looked at. */
const scriptAddress = /\.js(\?|$)/

/**
 * Sends scripts as small as they get, each squeezed once and kept: over a slow line the widget is
 * there in half the time. Cloudflare does it by itself.
 */
export function smaller<Served extends Fetch>(serve: Served): Served {
  const kept = new Map<string, Promise<Buffer<ArrayBuffer>>>()
  const small = (text: string) => {
    if (kept.size >= mostKept) kept.clear()
    const found = kept.get(text) ?? squeeze(text)
    kept.set(text, found)
    return found
  }
  const squeezed = async (request: Request, ...more: never[]) => {
    const answer = await serve(request, ...more)
    const isScript =
      answer.status === 200 && answer.headers.get('content-type')?.startsWith('text/javascript')
    if (!isScript) return answer
    answer.headers.append('vary', 'accept-encoding')
    const takes = /\bbr\b/.test(request.headers.get('accept-encoding') ?? '')
    const text = takes && request.method === 'GET' ? await answer.clone().text() : ''
    if (text.length < worthwhile) return answer
    const headers = new Headers(answer.headers)
    headers.set('content-encoding', 'br')
    headers.delete('content-length')
    return new Response(await small(text), { headers })
  }
  const smallest = (request: Request, ...more: never[]) =>
    scriptAddress.test(request.url) ? squeezed(request, ...more) : serve(request, ...more)
  return smallest as Served
}
