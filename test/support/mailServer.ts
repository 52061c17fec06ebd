import { setTimeout as sleep } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'

/** A mail as it came over the wire. */
export interface Received {
  readonly to: string
  readonly raw: Buffer
}

/** An answer; or `drop`: closes the connection without one, after a mail was taken; `wait`: milliseconds before a good one. */
type Behaviour =
  | { readonly code: number; readonly text: string }
  | { readonly drop: true }
  | { readonly wait: number }

export type Refuse = (address: string, at: 'sender' | 'address' | 'message') => Behaviour | null

/**
 * What a recipient's address asks for: `drop.ada@` loses the reply after the mail, `wait-70.ada@` takes 70 seconds for
 * it, `cut.ada@` loses the connection at the address, `hang-70.ada@` waits there, `550-5.1.1-no_such_user.ada@` is refused
 * so, and `data-550-5.7.1-spam.ada@` so after the mail.
 */
export const byAddress: Refuse = (address, at) => {
  const [, cut, hang] = address.match(/^(?:(cut)|hang-(\d+))\.[^.@]*@/) ?? []
  if (cut) return at === 'address' ? { drop: true } : null
  if (hang) return at === 'address' ? { wait: Number(hang) * 1000 } : null
  const wish = address.match(/^(?:(drop)|wait-(\d+)|(data-)?(\d{3})(?:-([45]\.\d+\.\d+))?-(\w+))\.[^.@]*@/)
  if (!wish || at === 'sender') return null
  const [, drop, wait, data, code, status, words] = wish
  if (drop) return at === 'message' ? { drop: true } : null
  if (wait) return at === 'message' ? { wait: Number(wait) * 1000 } : null
  if ((data ? 'message' : 'address') !== at) return null
  const text = [status, words!.replaceAll('_', ' ')].filter(Boolean).join(' ')
  return { code: Number(code), text }
}

/** What a mail server is but for its answers: none offers TLS or a login that is not told to. */
interface MailServerOptions {
  /** Its certificate is one that nobody signed. */
  readonly hasTls?: boolean
  /** It asks for a login, which is right with this password alone. */
  readonly password?: string
  /** Where it keeps what it took, beside others. */
  readonly received?: Received[]
}

/** A real mail server on a port of its own, that keeps what it took. Its behaviour follows the address. */
export async function startMailServer(
  refuse: Refuse = byAddress,
  { hasTls = false, password, received = [] }: MailServerOptions = {},
) {
  /** The addresses of all RCPT commands. */
  const asked: string[] = []
  /** How many mails wait for their late answer. */
  let held = 0
  const hold = async (time: number) => {
    held += 1
    await sleep(time, null, { ref: false })
    held -= 1
  }
  const refusal = (behaviour: Behaviour | null) =>
    behaviour && 'code' in behaviour
      ? Object.assign(new Error(behaviour.text), { responseCode: behaviour.code })
      : null
  const server = new SMTPServer({
    disabledCommands: [...(password ? [] : ['AUTH']), ...(hasTls ? [] : ['STARTTLS'])],
    allowInsecureAuth: true,
    onAuth: (login, _, callback) =>
      login.password === password
        ? callback(null, { user: login.username })
        : callback(Object.assign(new Error('5.7.8 wrong password'), { responseCode: 535 })),
    hideENHANCEDSTATUSCODES: true,
    closeTimeout: 100,
    onMailFrom({ address }, _, callback) {
      callback(refusal(refuse(address, 'sender')))
    },
    async onRcptTo({ address }, { id }, callback) {
      asked.push(address)
      const behaviour = refuse(address, 'address')
      if (behaviour && 'drop' in behaviour) return closeConnection(id)
      if (behaviour && 'wait' in behaviour) await hold(behaviour.wait)
      callback(refusal(behaviour))
    },
    onData(stream, { id, envelope }, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const to = envelope.rcptTo[0]!.address
        const behaviour = refuse(to, 'message')
        const refused = refusal(behaviour)
        if (!refused) received.push({ to, raw: Buffer.concat(chunks) })
        if (behaviour && 'drop' in behaviour) return closeConnection(id)
        if (behaviour && 'wait' in behaviour) await hold(behaviour.wait)
        callback(refused)
      })
    },
  })
  function closeConnection(id: string) {
    const connections = (server as unknown as { connections: Set<{ id: string; close(): void }> }).connections
    for (const each of connections) if (each.id === id) each.close()
  }
  // A client that is killed drops its connection.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    received,
    held: () => held,
    asked,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

export type MailServer = Awaited<ReturnType<typeof startMailServer>>
