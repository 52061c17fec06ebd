import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { certificateOfSns, mailEvents, type Service } from './mailEvents.ts'
import { byAddress, type Received, type Refuse, startMailServer } from './mailServer.ts'
import { serviceKey, startMailServices } from './mailServices.ts'
import { serverProcess } from './serverProcess.ts'
import { freePort } from './sqld.ts'

const minute = 60_000
/** Milliseconds that a mail server takes for a mail, so that the processor is not what limits a campaign. */
const usualWait = 100
/** What the clock is put ahead by when nobody gets on: more than a campaign rests after mails put off. */
const jump = 2 * minute

/** How mail leaves between two kills, and what stuck campaigns say where it does not. */
export type Way = 'smtp' | Service | keyof typeof saidWithout
export const saidWithout = {
  'without STARTTLS': /STARTTLS|TLS/i,
  'with a bad certificate': /certificate/i,
  'with a wrong password': /5\.7\.8 wrong password/,
  'with a wrong key': /authorization grant is invalid/,
}
const plainAddress = (address: string) => address.replace(/^[a-z\d]+_/, '')

/** Loaded before the server: its clock is ahead, and Amazon's host, which is not to be reached from here, answers. */
const preload = `const { now } = Date
let ahead = Number(process.env.AHEAD)
Date.now = () => now() + ahead
process.on('SIGUSR2', () => { ahead += ${jump} })
const { fetch } = globalThis
globalThis.fetch = (asked, init) => String(asked.url ?? asked).startsWith('https://sns.')
  ? Promise.resolve(new Response(process.env.CERTIFICATE)) : fetch(asked, init)
`

/** The server, its mail servers and services, and a clock that is put ahead. */
export async function startMixed() {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-mixed-'))
  await writeFile(join(folder, 'preload.mjs'), preload)
  const seen = new Set<string>()
  const refuse: Refuse = (address, at) => {
    if (at === 'sender' && address.startsWith('bad')) return { code: 553, text: '5.7.1 not yours' }
    if (at === 'sender' && address.startsWith('slow')) return { code: 451, text: '4.7.1 slow down' }
    const plain = plainAddress(address)
    const isGrey = plain.startsWith('grey.') && at === 'address' && !seen.has(address)
    seen.add(address)
    return isGrey
      ? { code: 450, text: '4.2.0 greylisted, try again' }
      : (byAddress(plain, at) ?? (at === 'message' ? { wait: usualWait } : null))
  }
  const received: Received[] = []
  const mailServer = await startMailServer(refuse, { received })
  const tlsServer = await startMailServer(refuse, { received, hasTls: true })
  const mailServices = await startMailServices(received, plainAddress)
  const port = await freePort()
  const variables: Record<string, string> = {}
  let ahead = 0
  const send = (way: Way) => {
    for (const name of Object.keys(variables)) delete variables[name]
    const ses = mailServices.variablesOf('ses')
    const how: Record<string, Record<string, string>> = {
      smtp: { SMTP_URL: mailServer.url },
      'without STARTTLS': { SMTP_URL: `${mailServer.url}?requireTLS=true` },
      'with a bad certificate': { SMTP_URL: `${tlsServer.url}?requireTLS=true` },
      'with a wrong password': { SMTP_URL: ses.SMTP_URL!.replace(serviceKey, 'wrong') },
      'with a wrong key': { ...mailServices.variablesOf('sendgrid'), MAIL_KEY: 'wrong' },
    }
    Object.assign(variables, how[way] ?? mailServices.variablesOf(way as Service), {
      DATABASE_URL: `file:${join(folder, 'sayso.db')}`,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      MAIL_EVENTS: mailEvents,
      NODE_OPTIONS: `--import ${join(folder, 'preload.mjs')}`,
      CERTIFICATE: certificateOfSns(),
      AHEAD: `${ahead}`,
    })
  }
  send('smtp')
  const server = serverProcess(port, variables)
  await server.start()
  return {
    ...{ server, received, takenBy: mailServices.takenBy, now: () => Date.now() + ahead },
    held: () => mailServer.held() + tlsServer.held(),
    pass() {
      ahead += jump
      server.signal('SIGUSR2')
    },
    /** Longer than a lease: whatever was under way is looked at again. */
    async killFor(way: Way) {
      await server.kill()
      ahead += 16 * minute
      send(way)
      await server.start()
    },
    async close() {
      await server.stop()
      await Promise.all([mailServer, tlsServer, mailServices].map((each) => each.close()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type Mixed = Awaited<ReturnType<typeof startMixed>>
