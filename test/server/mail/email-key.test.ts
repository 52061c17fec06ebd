import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { parametersOf } from '../../../server/links/page-link.ts'
import { addressForWire, emailKey, storedEmail } from '../../../server/storage/email-key.ts'
import { openFile } from '../../../server/storage/file.ts'
import { keyAddresses } from '../../../server/storage/key-addresses.ts'
import { migrateTo } from '../../../server/storage/migrate.ts'
import { migrations } from '../../../server/storage/migrations/all.ts'
import { findPerson, mailsTo } from '../../../server/storage/person.ts'
import { respondentData } from '../../../server/storage/respondents.ts'
import { findSuppression } from '../../../server/storage/suppressions.ts'
import { prepare } from '../../../server/workspaces/bootstrap.ts'
import { adminKey } from '../../support/collector.ts'
import { hostileStrings } from '../../support/hostileStrings.ts'
import { fc } from '../../support/seeded.ts'

describe('the key of an address', () => {
  it.each([
    ['Ada@Example.COM', 'ada@example.com'],
    ['ada@Bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@bu\u0308cher.example', 'ada@xn--bcher-kva.example'],
    ['ADA@XN--BCHER-KVA.example', 'ada@xn--bcher-kva.example'],
    ['JOSE\u0301@example.com', 'josé@example.com'],
    ['ΝΙΚΟΣ@παράδειγμα.ελ', emailKey('νικος@xn--hxajbheg2az3al.xn--qxam')],
    ['用户@例子。中国', '用户@xn--fsqu00a.xn--fiqs8s'],
    ['no address', 'no address'],
    ['@', '@'],
  ])('of %j is %j', (address, key) => expect(emailKey(address)).toBe(key))

  it('is one however the address is spelled, and what the database finds it by', () => {
    const local = fc.stringMatching(/^[a-zäöéñøçα-ωа-я]{1,12}$/u)
    const domain = fc.stringMatching(/^[a-zäöéñøçа-я]{1,12}$/u).map((name) => `${name}.example`)
    fc.assert(
      fc.property(local, domain, (name, host) => {
        const address = `${name}@${host}`
        const key = emailKey(address)
        for (const form of ['NFC', 'NFD'] as const)
          for (const spelled of [address, address.toUpperCase(), addressForWire(address)])
            expect(emailKey(spelled.normalize(form))).toBe(key)
        expect(storedEmail(address).replace(/[A-Z]/g, (letter) => letter.toLowerCase())).toBe(key)
      }),
    )
  })

  it('of its own key is the same, whatever was written', () => {
    const texts = hostileStrings(500)
    for (const text of [...texts, ...texts.map((each) => `${each}@${each}`)])
      expect(emailKey(emailKey(text)), text).toBe(emailKey(text))
  })
})

it.each([
  ['rating=9&email=a&b@example.com', 'a&b@example.com'],
  ['rating=9&email=a&b&c@example.com&utm_source=x', 'a&b&c@example.com'],
  ['rating=9&email=a%26b@example.com', 'a&b@example.com'],
  ['email=a&b%40example.com&plan=pro', 'a&b@example.com'],
  ['email=&manager=bo@example.com', ''],
  ['email=ada&manager=bo@example.com', 'ada'],
  ['email=ada@example.com&b@example.com', 'ada@example.com'],
])('an address of a mail service with %s is of %j', (query, email) => {
  expect(parametersOf(`https://ask.example/s/demo?${query}`).get('email')).toBe(email)
})

/** An address at `bücher.example` as it may be written. */
const spellingsOf = (name: string) =>
  ['bücher.example', 'bu\u0308cher.example', 'xn--bcher-kva.example'].flatMap((domain) => [
    `${name}@${domain}`,
    `${name}@${domain}`.toUpperCase(),
  ])

it('people and suppressions of earlier versions are found under each spelling', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-keys-'))
  const database = await openFile(`file:${join(folder, 'sayso.db')}`)
  try {
    const place = migrations.findIndex(({ name }) => name.endsWith('address_keys'))
    await migrateTo(database, migrations.slice(0, place))
    const before = 'ada@bücher.example'
    const mark = async (name: string) => (await database.mark([name]))[0]!
    const recipient = async (email: string, address: string) => sql`
      INSERT INTO recipients (campaign_id, email, address, workspace_id, survey_id, invitation, response_id, duplicates,
        state, due_at, attempts, mails, mark) VALUES ('c1', ${email}, ${address}, 'main', 'demo', ${address}, ${address}, 0,
        'queued', 0, 0, 0, ${await mark(`email ${email}`)})`
    await prepare(database, { adminKey, makeKey: false, now: 0 })
    // As the version before had it.
    await database.write([
      sql`DELETE FROM unkeyed_addresses`,
      sql`DELETE FROM migrations WHERE name = ${migrations[place]!.name}`,
      sql`DROP TABLE unkeyed_addresses`,
      sql`INSERT INTO campaigns (id, workspace_id, survey_id, status, plan, next_at, created_at, updated_at)
        VALUES ('c1', 'main', 'demo', 'running', '{}', 0, 0, 0)`,
      await recipient(before, 'Ada@Bücher.example'),
      await recipient(before.normalize('NFD'), before.normalize('NFD')),
      await recipient('bo@example.com', 'bo@example.com'),
      sql`INSERT INTO suppressed (workspace_id, mark, reason, created_at)
        VALUES ('main', ${await mark(`email ${before}`)}, 'complained', 5),
        ('main', ${await mark('email cy@bücher.example')}, 'bounced', 6),
        ('main', ${await mark('email di@bu\u0308cher.example')}, 'bounced', 7),
        ('main', ${await mark('email jose\u0301@xn--bcher-kva.example')}, 'bounced', 8)`,
      sql`INSERT INTO responses (survey_id, id, survey_version, revision, write_key_hash, rating, respondent_email,
        respondent_verified, channel, state, answered_at, updated_at)
        VALUES ('demo', 'r1', 1, 1, 'k', 9, 'JOSÉ@Bücher.example', 0, 'widget', 'counted', 1, 1)`,
      sql`INSERT INTO views (survey_id, id, person, email, shown_at, person_verified, email_verified)
        VALUES ('demo', 'v1', 'email josé@bücher.example', 'josé@bücher.example', 1, 0, 0)`,
    ])
    // Of whom no campaign has the address, the suppression holds by every spelling all the same.
    for (const spelled of ['cy', 'di', 'josé', 'jose\u0301'].flatMap(spellingsOf))
      expect(await findSuppression(database, 'main', spelled), spelled).toMatchObject({ reason: 'bounced' })
    await migrateTo(database, migrations)
    await keyAddresses(database)
    await keyAddresses(database)
    expect(await findSuppression(database, 'main', 'ADA@xn--bcher-kva.example')).toMatchObject({
      reason: 'complained',
    })
    const [jose, ada] = await Promise.all([
      respondentData(database, 'main', 'jose\u0301@BÜCHER.example'),
      findPerson(database, 'main', 'ada@xn--bcher-kva.example'),
    ])
    expect([...jose.answers, ...jose.shown].map(({ id }) => id).sort()).toEqual(['r1', 'r1', 'v1'])
    const rows = await database.orm.all(
      sql`SELECT state, mark FROM recipients WHERE ${mailsTo(ada)} AND campaign_id = 'c1'`,
    )
    expect(rows).toEqual([{ state: 'queued', mark: await mark('email ada@xn--bcher-kva.example') }])
    const queued = await database.orm.all(
      sql`SELECT email FROM recipients WHERE state = 'queued' ORDER BY email`,
    )
    expect(queued).toEqual([{ email: 'ada@xn--bcher-kva.example' }, { email: 'bo@example.com' }])
    expect(await database.orm.all(sql`SELECT * FROM unkeyed_addresses`)).toEqual([])
  } finally {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
})
