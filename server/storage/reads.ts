import { type InStatement, LibsqlError, type ResultSet } from '@libsql/client/web'

/** Runs reads in one call to the server, in one snapshot. */
type Run = (statements: InStatement[]) => Promise<ResultSet[]>

/** The reads of one request. */
export interface Reads {
  /** Reads that are asked for at the same time go to the server in one call. */
  execute(statement: InStatement): Promise<ResultSet>
  /** Reads anew what was read before. */
  forget(): void
}

/** Statements in one call; more go in calls beside it. */
const mostACall = 100
/** Results that are kept, so that a long request does not fill the memory. */
const mostKept = 500

/**
 * Gathers the reads of one request into few calls, since what a call to a server far away takes is the way there. With
 * `remembers` what was asked for once is not asked for again.
 */
export function readsOver(run: Run, remembers: boolean): Reads {
  const kept = new Map<string, Promise<ResultSet>>()
  let waiting: Waiting[] = []

  function ask(statement: InStatement): Promise<ResultSet> {
    return new Promise((resolve, reject) => {
      if (waiting.length === 0) setTimeout(send, 0)
      waiting.push({ statement, resolve, reject })
    })
  }

  function send(): void {
    const all = waiting
    waiting = []
    for (let first = 0; first < all.length; first += mostACall)
      void answerAll(run, all.slice(first, first + mostACall))
  }

  return {
    execute(statement) {
      const name = remembers ? nameOf(statement) : null
      const known = name === null ? undefined : kept.get(name)
      if (known) return known
      const reading = ask(statement)
      if (name !== null && kept.size < mostKept) {
        kept.set(name, reading)
        reading.catch(() => kept.delete(name))
      }
      return reading
    },
    forget: () => kept.clear(),
  }
}

interface Waiting {
  readonly statement: InStatement
  resolve(result: ResultSet): void
  reject(reason: unknown): void
}

async function answerAll(run: Run, all: readonly Waiting[]): Promise<void> {
  try {
    const results = await run(all.map(({ statement }) => statement))
    for (const [place, { resolve }] of all.entries()) resolve(results[place]!)
  } catch (error) {
    // Of several, one fails all: by itself each has its own result or failure.
    if (all.length > 1 && isOfStatement(error)) for (const one of all) void answerAll(run, [one])
    else for (const { reject } of all) reject(error)
  }
}

/** The server has answered, so that the failure is not one of the way there. */
const isOfStatement = (error: unknown) =>
  error instanceof LibsqlError && !/^(SERVER|HRANA|PROTOCOL|INTERNAL)_/.test(error.code)

/** The text of a statement with its values; `null` when it has values that no text stands for. */
function nameOf(statement: InStatement): string | null {
  if (typeof statement === 'string') return statement
  const { sql, args = [] } = statement
  const isPlain =
    Array.isArray(args) && args.every((arg) => arg === null || /^(string|number)$/.test(typeof arg))
  return isPlain ? JSON.stringify([sql, args]) : null
}
