/** Where the running server is and the key to it, from options or the environment. */
export interface Connection {
  readonly url: string
  readonly key: string
}

/** A failure a person at a terminal can act on; its message is all they need to see. */
export class CliError extends Error {}

/** Finds the server: `--url` and `--key`, else `SAYSO_URL` and `SAYSO_KEY`; the address defaults to this machine. */
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

const attempts = 5

/** Calls the server's API and returns its JSON. */
export async function call<T>(connection: Connection, path: string, request: RequestInit = {}): Promise<T> {
  return (await (await ask(connection, path, request)).json()) as T
}

/**
 * Calls the server's API. A server that is busy or away is asked again a
 * few times; every call made here may be repeated without harm. A refusal becomes a CliError
 * with what the server said.
 */
export async function ask(
  { url, key }: Connection,
  path: string,
  request: RequestInit = {},
): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, ...request.headers }
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(`${url}${path}`, { ...request, headers }).catch(() => null)
    if (answer?.ok) return answer
    const passing = answer === null || answer.status === 503 || answer.status === 429
    if (!passing || attempt === attempts) throw new CliError(await reasonOf(answer, url))
    await pause(Number(answer?.headers.get('retry-after') ?? 1))
  }
}

async function reasonOf(answer: Response | null, url: string): Promise<string> {
  if (answer === null) return `no server answers at ${url}: start it with npm start, or pass --url`
  const problem = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string }
  return `${problem.title ?? `the server answered ${answer.status}`}${problem.detail ? `: ${problem.detail}` : ''}`
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000)
  })
}
