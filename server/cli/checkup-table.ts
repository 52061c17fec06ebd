import type { Checkup } from '../contract/care.ts'
import { oneLine } from './terminal.ts'

/** A checkup as text for a terminal, one line per check. */
export function checkupTable(found: Checkup): string {
  const line = (name: string, bad: readonly string[], good: string) =>
    `${bad.length > 0 ? '✗' : '✓'} ${name.padEnd(10)} ${bad.length > 0 ? bad.join('; ') : good}`
  const schema = [
    ...found.missingMigrations.map((name) => `${name} is missing`),
    ...found.unknownMigrations.map((name) => `${name} is of a newer version`),
  ]
  const counts = found.miscounted.map(
    ({ surveyId, differences }) => `${differences} differ in ${surveyId}: sayso counts rebuild ${surveyId}`,
  )
  const future = found.ahead > 0 ? [`${found.ahead} answers have a time in the future: check the clock`] : []
  const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`
  const room = found.freeBytes === null ? 'of the libSQL server' : `${megabytes(found.freeBytes)} free`
  const disk = `${megabytes(found.bytes)} used, ${room}`
  const isLow = found.freeBytes !== null && found.freeBytes < 256 * 1024 * 1024
  const log = found.logBytes === null ? 'of the libSQL server' : megabytes(found.logBytes)
  const isOvergrown = found.logBytes !== null && found.logBytes >= 256 * 1024 * 1024
  const mail = found.campaigns.map(
    ({ id, what, tries, text }) => `campaign ${id}: ${what} ${tries} times: ${oneLine(text)}`,
  )
  const lag = `${Math.ceil(found.retentionLagSeconds / 3600)} h`
  return [
    line('integrity', found.integrity, `ok (SQLite ${found.sqlite})`),
    line('counts', counts, 'equal the responses'),
    line('clock', future, found.time),
    line('disk', isLow ? [`${disk}: free some space`] : [], disk),
    line(
      'log',
      isOvergrown ? [`${log}: a backup does not end, or the disk is full; restart the server`] : [],
      log,
    ),
    line(
      'retention',
      found.retentionLagSeconds >= 86_400 ? [`${lag} behind: see the log for why`] : [],
      found.retentionLagSeconds > 0 ? `${lag} behind, and at work` : 'nothing is kept too long',
    ),
    line('mail', mail, 'no campaign is kept from sending'),
    line('schema', schema, 'up to date'),
  ].join('\n')
}
