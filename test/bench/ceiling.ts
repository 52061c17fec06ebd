/**
 * What the machine could do at best: Node's own HTTP server and SQLite (node:sqlite), statements
 * prepared once, group commit, WAL with every commit synced; nothing checked and nothing counted.
 * `node test/bench/ceiling.ts FILE group|each` prints its port.
 */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'

const [file, mode] = process.argv.slice(2)
const database = new DatabaseSync(file!)
database.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE responses (survey_id TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL,
    write_key TEXT NOT NULL, rating INTEGER NOT NULL, properties TEXT, channel TEXT NOT NULL,
    answered_at INTEGER NOT NULL, PRIMARY KEY (survey_id, id))`)
const insert = database.prepare('INSERT INTO responses VALUES (?, ?, ?, ?, ?, ?, ?, ?)')

// biome-ignore lint/suspicious/noExplicitAny: nothing is checked here, that is the point
const waiting: { answer: any; response: ServerResponse }[] = []

function commit() {
  const group = mode === 'each' ? waiting.splice(0, 1) : waiting.splice(0)
  database.exec('BEGIN IMMEDIATE')
  const now = Date.now()
  for (const { answer } of group) {
    const { surveyId, id, revision, writeKey, rating, properties, channel } = answer
    insert.run(surveyId, id, revision, writeKey, rating, JSON.stringify(properties), channel, now)
  }
  database.exec('COMMIT')
  for (const { answer, response } of group) {
    const text = JSON.stringify({ id: answer.id, revision: answer.revision })
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': text.length })
    response.end(text)
  }
  if (waiting.length > 0) setImmediate(commit)
}

const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (part) => {
    body += part
  })
  request.on('end', () => {
    waiting.push({ answer: JSON.parse(body), response })
    if (waiting.length === 1) setImmediate(commit)
  })
})
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
