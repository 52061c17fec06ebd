/**
 * Saves new answers over plain sockets, one at a time on each, and prints what came of it as JSON;
 * or asks for `hello`. Its own HTTP, since a general client costs more than the server it measures:
 * `node test/bench/saving.ts URL SECONDS CONNECTIONS MOST KIND`
 */
import { connect } from 'node:net'

const [address, seconds, connections, most, kind] = process.argv.slice(2)
const { hostname, port } = new URL(address!)
const plans = ['free', 'pro', 'team', 'enterprise']
const statuses: Record<string, number> = {}
const latencies: number[] = []
let made = 0
let broken = 0
const ends = performance.now() + 1000 * Number(seconds)
/** Of this run alone, also where a process number comes again. */
const run = Date.now().toString(36)

function nextRequest(): string {
  made += 1
  if (kind === 'hello') return `GET / HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`
  const body = `{"surveyId":"demo","id":"${run}-${made}","writeKey":"5e1c1c0e-0d2c-4ac2-9d0e-3b6f1c0a${made % 10000}","revision":1,"rating":${made % 11},"properties":{"plan":"${plans[made % 4]}","country":"c${made % 12}","role":"r${made % 5}"},"channel":"widget"}`
  return `POST /v1/public/responses HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

/** One connection that asks, waits, and asks again until the time is over. */
function keepSaving(): Promise<void> {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  let sent = 0
  let buffered = ''
  const ask = () => {
    if (performance.now() >= ends || made >= Number(most)) return void socket.end()
    sent = performance.now()
    socket.write(nextRequest())
  }
  socket.setEncoding('latin1')
  socket.on('connect', ask)
  socket.on('data', (data) => {
    buffered += data
    const headEnd = buffered.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(buffered)?.[1] ?? Number.NaN)
    if (!(buffered.length >= headEnd + 4 + length)) return
    const status = buffered.slice(9, 12)
    statuses[status] = (statuses[status] ?? 0) + 1
    latencies.push(performance.now() - sent)
    buffered = ''
    ask()
  })
  return new Promise((resolve) => {
    socket.on('error', () => {
      broken += 1
    })
    socket.on('close', () => resolve())
  })
}

const began = performance.now()
await Promise.all(Array.from({ length: Number(connections) }, keepSaving))
const took = (performance.now() - began) / 1000
latencies.sort((a, b) => a - b)
const percentile = (share: number) => latencies[Math.floor(share * (latencies.length - 1))]
const { '201': created = 0, ...others } = statuses
const refused = Object.values(others).reduce((sum, n) => sum + n, 0)
console.log(
  JSON.stringify({
    perSecond: created / took,
    p50: percentile(0.5),
    p99: percentile(0.99),
    longest: latencies.at(-1),
    took,
    created,
    refused,
    broken,
    statuses,
  }),
)
