/**
 * The thread that holds the database file, so that commits and long reads do not block the HTTP server,
 * which parses the next saves meanwhile. Started by `file.ts` with the file's path.
 */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
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

/**
 * What was asked for and is not begun. A report asks for dozens of reads at once: between two of them whatever write
 * waits has its turn, so that a save waits for one read and not for all. After a write a read has its turn, so that
 * neither waits for ever.
 */
const waiting: ThreadRequest[] = []
let isAfterWrite = false

function takeNext(): ThreadRequest {
  const wanted = isAfterWrite ? 'read' : 'write'
  const place = waiting.findIndex(({ action }) => action === wanted)
  // The others keep their order, and the end comes after all that was asked for before it.
  return waiting.splice(Math.max(place, 0), 1)[0]!
}

port.on('message', (first: ThreadRequest) => {
  waiting.push(first)
  while (waiting.length > 0) {
    for (let more = receiveMessageOnPort(port); more; more = receiveMessageOnPort(port))
      waiting.push(more.message as ThreadRequest)
    const request = takeNext()
    port.postMessage(replyTo(request.id, () => answer(request)))
    isAfterWrite = request.action === 'write'
    if (request.action === 'close') port.close()
  }
})
port.postMessage(
  replyTo(openingId, () => {
    connection = connect(path)
    return []
  }),
)
