/** The URL and API key of the running server. */
export interface Connection {
  readonly url: string
  readonly key: string
}

/** What a failed command ends with: used wrongly, refused by the server, or no server that answers. */
export const exitCodes = { usage: 2, refused: 3, unreachable: 4 } as const

/** An expected failure: the CLI prints its message without a stack trace, and ends with the code of its kind. */
export class CliError extends Error {
  readonly kind: keyof typeof exitCodes
  /** The code of the server's problem, where there is one. */
  readonly code: string | undefined

  constructor(message: string, kind: keyof typeof exitCodes = 'usage', code?: string) {
    super(message)
    this.kind = kind
    this.code = code
  }
}

/** The connection from `--url` and `--key`, else `SAYSO_URL` and `SAYSO_KEY`; the URL defaults to localhost. Throws a CliError without a key. */
export function connectionOf(given: { url?: string | undefined; key?: string | undefined }): Connection {
  const key = given.key ?? process.env.SAYSO_KEY
  const url = given.url ?? process.env.SAYSO_URL ?? `http://localhost:${process.env.PORT || 8787}`
  if (!key)
    throw new CliError(
      'no key: pass --key, or set SAYSO_KEY to the key the server printed at its first start',
    )
  if (!URL.canParse(url)) throw new CliError('--url must be an address like http://localhost:8787')
  return { key, url: url.replace(/\/+$/, '') }
}

const maxAttempts = 5

/** Calls the server's API and returns the JSON body. Throws like `ask`. */
export async function call<T>(connection: Connection, path: string, request: RequestInit = {}): Promise<T> {
  return (await (await ask(connection, path, request)).json()) as T
}

/** Every item of a list, page by page. Throws like `ask`. */
export async function* itemsOf<T>(connection: Connection, path: string): AsyncGenerator<T> {
  let cursor: string | null = ''
  while (cursor !== null) {
    const query: string = cursor && `${path.includes('?') ? '&' : '?'}${new URLSearchParams({ cursor })}`
    const page: { items: T[]; nextCursor: string | null } = await call(connection, `${path}${query}`)
    yield* page.items
    cursor = page.nextCursor
  }
}

/**
 * Calls the server's API. Retries a few times while the server is busy or unreachable, which is safe
 * because all calls made here are idempotent: what makes something is named, so that it happens once. Throws a CliError with the server's problem text.
 */
export async function ask(
  { url, key }: Connection,
  path: string,
  request: RequestInit = {},
): Promise<Response> {
  const once = request.method === 'POST' && { 'idempotency-key': crypto.randomUUID() }
  const headers = { authorization: `Bearer ${key}`, ...once, ...request.headers }
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${url}${path}`, { ...request, headers }).catch(() => null)
    if (response?.ok) return response
    const isTemporary = response === null || response.status === 503 || response.status === 429
    if (!isTemporary || attempt === maxAttempts) {
      const { reason, code } = await reasonOf(response, url)
      throw new CliError(reason, isTemporary ? 'unreachable' : 'refused', code)
    }
    await pause(Number(response?.headers.get('retry-after') ?? 1))
  }
}

interface Reason {
  readonly reason: string
  readonly code?: string | undefined
}

async function reasonOf(response: Response | null, url: string): Promise<Reason> {
  if (response === null)
    return { reason: `no server answers at ${url}: start it with npm start, or pass --url` }
  const problem = (await response.json().catch(() => ({}))) as {
    readonly title?: string
    readonly detail?: string
    readonly code?: string
    /** Of Delighted's API: reasons by field. */
    readonly errors?: Readonly<Record<string, unknown>>
  }
  if (!problem.title && problem.errors) {
    const reasons = Object.entries(problem.errors).map(([field, reasons]) => `${field} ${reasons}`)
    return { reason: reasons.join('; ') }
  }
  const reason = `${problem.title ?? `the server answered ${response.status}`}${problem.detail ? `: ${problem.detail}` : ''}`
  return { reason, code: problem.code }
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000)
  })
}
