import { SMTPServer } from 'smtp-server'

/** A mail as it came over the wire. */
export interface Received {
  readonly to: string
  readonly raw: Buffer
}

/** What the server says of a recipient or, once the mail is there, of the mail; `null` takes it. */
type Refuse = (address: string, at: 'address' | 'message') => { code: number; text: string } | null

/** A real mail server on a port of its own, that keeps what it took. */
export async function startMailServer(refuse: Refuse = () => null) {
  const received: Received[] = []
  const refusal = (address: string, at: 'address' | 'message') => {
    const said = refuse(address, at)
    return said && Object.assign(new Error(said.text), { responseCode: said.code })
  }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _, callback) {
      callback(refusal(address, 'address'))
    },
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = envelope.rcptTo[0]!.address
        const refused = refusal(to, 'message')
        if (!refused) received.push({ to, raw: Buffer.concat(chunks) })
        callback(refused)
      })
    },
  })
  // A client that is killed drops its connection.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

export type MailServer = Awaited<ReturnType<typeof startMailServer>>
