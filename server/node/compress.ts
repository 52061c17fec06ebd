import { pipeline, Readable } from 'node:stream'
import { promisify } from 'node:util'
import { brotliCompress, constants, createBrotliCompress, createGzip } from 'node:zlib'
import { parseAccept } from 'hono/utils/accept'

type Fetch = (request: Request, ...more: never[]) => Response | Promise<Response>

const compressWhole = promisify(brotliCompress)
/** The widget's files and the loaders of as many surveys as one process serves at a time. */
const maxCached = 500
/** Bytes under which compressing saves nothing. */
const minLength = 1024
const scriptUrl = /\.m?js(\?|$)/
/** What the widget calls is small, and asked for the most. */
const publicUrl = /\/v1\/public\//
const packable =
  /^(text\/(?!event-stream)|image\/svg\+xml|application\/(?!gzip|zip)([\w.-]+\+)?(json|x-ndjson|javascript|xml))/

/**
 * Compresses what is large, where it is asked for: an export shrinks to a twentieth. Scripts are compressed with all of
 * brotli's care, each once, in a cache; all else as it is sent. Hono's `compress()` knows gzip and deflate only. Cloudflare
 * does this by itself.
 */
export function withCompression<Served extends Fetch>(fetch: Served): Served {
  const cache = new Map<string, Promise<Buffer<ArrayBuffer>>>()
  const cached = (text: string) => {
    if (cache.size >= maxCached) cache.clear()
    const found = cache.get(text) ?? compressWhole(text)
    cache.set(text, found)
    return found
  }
  const fetchLarge = async (request: Request, ...more: never[]) => {
    const response = await fetch(request, ...more)
    // In this order: taking its body gives the server's own kind of response other headers.
    const { body } = response
    const { headers } = response
    if (!body || request.method === 'HEAD' || headers.has('content-encoding')) return response
    if (!packable.test(headers.get('content-type') ?? '')) return response
    headers.append('vary', 'accept-encoding')
    const encoding = encodingFor(request)
    if (encoding === null) return response
    const isScript = response.status === 200 && headers.get('content-type')!.startsWith('text/javascript')
    if (isScript && encoding === 'br' && scriptUrl.test(request.url)) {
      const text = await response.text()
      return text.length < minLength
        ? new Response(text, response)
        : encoded(response, 'br', await cached(text))
    }
    return compressedAsSent(response, encoding)
  }
  const fetchServed = (request: Request, ...more: never[]) =>
    publicUrl.test(request.url) ? fetch(request, ...more) : fetchLarge(request, ...more)
  return fetchServed as Served
}

/** The encoding that a request likes best of those we have; `null` is none. */
function encodingFor(request: Request): 'br' | 'gzip' | null {
  const accepted = parseAccept(request.headers.get('accept-encoding') ?? '')
  const any = accepted.find(({ type }) => type === '*')?.q ?? 0
  const liking = (name: string) => accepted.find(({ type }) => type.toLowerCase() === name)?.q ?? any
  const [br, gzip] = [liking('br'), liking('gzip')]
  if (br === 0 && gzip === 0) return null
  return br >= gzip ? 'br' : 'gzip'
}

/** An answer as it is now, with another body. Its tag is of the same content, and not of the same bytes. */
function encoded(response: Response, encoding: string, body: Buffer<ArrayBuffer> | ReadableStream): Response {
  const headers = new Headers(response.headers)
  headers.set('content-encoding', encoding)
  headers.delete('content-length')
  const etag = headers.get('etag')
  if (etag && !etag.startsWith('W/')) headers.set('etag', `W/${etag}`)
  return new Response(body, { status: response.status, headers })
}

/** Brotli's care for what is compressed as it is sent: as small as gzip at its most careful, in a third of the time. */
const lively = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } as const

/** Compresses an answer while it is made, no faster than it is read. One that is small is left as it is. */
async function compressedAsSent(response: Response, encoding: 'br' | 'gzip'): Promise<Response> {
  const reader = response.body!.getReader()
  const begun: Uint8Array[] = []
  let isEnded = false
  for (let size = 0; size < minLength && !isEnded; ) {
    const { value, done } = await reader.read()
    isEnded = done
    if (value) begun.push(value)
    size += value?.byteLength ?? 0
  }
  if (isEnded) {
    const whole = Buffer.concat(begun)
    if (whole.byteLength < minLength) return new Response(whole, response)
  }
  // A page is shown as far as it is made: its parts must not wait in the compressor.
  const isPage = response.headers.get('content-type')?.startsWith('text/html')
  const [asBrotli, asGzip] = isPage
    ? [{ ...lively, flush: constants.BROTLI_OPERATION_FLUSH }, { flush: constants.Z_SYNC_FLUSH }]
    : [lively, {}]
  const packed = encoding === 'br' ? createBrotliCompress(asBrotli) : createGzip(asGzip)
  // Whoever leaves ends what makes the answer; what fails in making it cuts the answer short.
  pipeline(Readable.from(rest(begun, reader)), packed, () => {})
  return encoded(response, encoding, Readable.toWeb(packed) as unknown as ReadableStream)
}

async function* rest(begun: readonly Uint8Array[], reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    yield* begun
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}
