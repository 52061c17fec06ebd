/**
 * The thread that holds the database file, so that commits and long reads do not block the HTTP server,
 * which parses the next saves meanwhile. Started by `file.ts` with the file's path.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { type Connection, connect } from './connection.ts'
import { openingId, type Rows, type ThreadReply, type ThreadRequest } from './messages.ts'

const port = parentPort!
const path = workerData as string
let connection: Connection | null = null

function answer({ action, statements }: ThreadRequest): Rows[] {
  if (action === 'close') {
    connection?.release()
    return []
  }
  connection ??= connect(path)
  if (action === 'read') return [connection.read(statements[0]!)]
  try {
    return connection.write(statements)
  } catch (error) {
    if (!/^SQLITE_(CONSTRAINT|FULL)/.test(codeOf(error))) discardConnection()
    throw error
  }
}

/**
 * After a failed write the driver cannot be trusted with its connection (libsql-client-ts#352): the next
 * request opens another. Not after a broken constraint or a full disk, when the file can still be read.
 */
function discardConnection(): void {
  connection?.release()
  connection = null
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? 'SQLITE_ERROR'
}

function replyTo(id: number, run: () => Rows[]): ThreadReply {
  try {
    return { id, results: run() }
  } catch (error) {
    return { id, failure: { code: codeOf(error), message: (error as Error).message } }
  }
}

port.on('message', (request: ThreadRequest) => {
  port.postMessage(replyTo(request.id, () => answer(request)))
  if (request.action === 'close') port.close()
})
port.postMessage(
  replyTo(openingId, () => {
    connection = connect(path)
    return []
  }),
)
