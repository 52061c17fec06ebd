/**
 * The thread that holds the database file, so that commits and long reads do not stop the HTTP
 * server, which parses the next saves meanwhile. Started by `file.ts` with the file's path.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { type Connection, connect } from './connection.ts'
import { type Asked, type Outcome, opening, type Rows } from './messages.ts'

const port = parentPort!
const path = workerData as string
let connection: Connection | null = null

function answer({ deed, questions }: Asked): Rows[] {
  if (deed === 'close') {
    connection?.release()
    return []
  }
  connection ??= connect(path)
  if (deed === 'read') return [connection.read(questions[0]!)]
  try {
    return connection.write(questions)
  } catch (error) {
    if (!/^SQLITE_(CONSTRAINT|FULL)/.test(codeOf(error))) giveUp()
    throw error
  }
}

/**
 * After a failed write the driver cannot be trusted with its connection: the next call opens
 * another. Rules that were broken and a full disk are told apart, for then it can still be read.
 */
function giveUp(): void {
  connection?.release()
  connection = null
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? 'SQLITE_ERROR'
}

function outcomeOf(id: number, deed: () => Rows[]): Outcome {
  try {
    return { id, results: deed() }
  } catch (error) {
    return { id, failure: { code: codeOf(error), message: (error as Error).message } }
  }
}

port.on('message', (asked: Asked) => {
  port.postMessage(outcomeOf(asked.id, () => answer(asked)))
  if (asked.deed === 'close') port.close()
})
port.postMessage(
  outcomeOf(opening, () => {
    connection = connect(path)
    return []
  }),
)
