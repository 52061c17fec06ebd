import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'

type Fetch = (request: Request, ...more: never[]) => Response | Promise<Response>

const compress = promisify(brotliCompress)
/** The widget's files and the loaders of as many surveys as one process serves at a time. */
const maxCached = 500
/** Characters under which compressing saves nothing. */
const minLength = 500
const scriptUrl = /\.js(\?|$)/

/**
 * Compresses scripts with brotli, each once, in a cache: over a slow line the widget is there in half the
 * time. Hono's `compress()` knows gzip and deflate only, and compresses anew for every request. Cloudflare
 * does this by itself.
 */
export function withBrotli<Served extends Fetch>(fetch: Served): Served {
  const cache = new Map<string, Promise<Buffer<ArrayBuffer>>>()
  const compressed = (text: string) => {
    if (cache.size >= maxCached) cache.clear()
    const found = cache.get(text) ?? compress(text)
    cache.set(text, found)
    return found
  }
  const fetchScript = async (request: Request, ...more: never[]) => {
    const response = await fetch(request, ...more)
    const isScript =
      response.status === 200 && response.headers.get('content-type')?.startsWith('text/javascript')
    if (!isScript) return response
    response.headers.append('vary', 'accept-encoding')
    const accepts = /\bbr\b/.test(request.headers.get('accept-encoding') ?? '')
    const text = accepts && request.method === 'GET' ? await response.clone().text() : ''
    if (text.length < minLength) return response
    const headers = new Headers(response.headers)
    headers.set('content-encoding', 'br')
    headers.delete('content-length')
    return new Response(await compressed(text), { headers })
  }
  const fetchSmall = (request: Request, ...more: never[]) =>
    scriptUrl.test(request.url) ? fetchScript(request, ...more) : fetch(request, ...more)
  return fetchSmall as Served
}
