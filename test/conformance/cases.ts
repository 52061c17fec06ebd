import { sql } from 'drizzle-orm'
import type { Database } from '../../server/storage/db.ts'

/** Something every driver must do alike: what it finds, and what it should. */
export interface Case {
  readonly name: string
  run(database: Database): Promise<unknown>
  readonly expected: unknown
}

const table = (name: string) => sql.raw(name)

/** A table of its own for a case; `id` is its primary key. */
async function make(database: Database, name: string) {
  await database.write([
    sql`CREATE TABLE IF NOT EXISTS ${table(name)} (id INTEGER PRIMARY KEY NOT NULL, word TEXT)`,
    sql`DELETE FROM ${table(name)}`,
  ])
}

const rowsOf = (database: Database, name: string) =>
  database.orm.all(sql`SELECT id, word FROM ${table(name)} ORDER BY id`)

const words = ['', 'ä🙂\u200d漢', "'; DROP TABLE t; --", 'line\nbreak', '\ufeffx']

/** What the storage layer asks of a driver. */
export const cases: readonly Case[] = [
  {
    name: 'a write gives rows for each of its statements',
    async run(database) {
      await make(database, 'rows')
      const results = await database.write([
        sql`INSERT INTO rows VALUES (1, 'a'), (2, NULL) RETURNING id, word`,
        sql`UPDATE rows SET word = 'b' WHERE id = 1`,
        sql`SELECT word AS first, id FROM rows ORDER BY id`,
      ])
      return results.map(({ columns, rows }) => ({
        columns,
        rows: rows.map((row) => columns.map((name) => row[name])),
      }))
    },
    expected: [
      {
        columns: ['id', 'word'],
        rows: [
          [1, 'a'],
          [2, null],
        ],
      },
      { columns: [], rows: [] },
      {
        columns: ['first', 'id'],
        rows: [
          ['b', 1],
          [null, 2],
        ],
      },
    ],
  },
  {
    name: 'a write that breaks a rule stores nothing, says so, and spoils nothing after it',
    async run(database) {
      await make(database, 'rules')
      const failure = await database
        .write([sql`INSERT INTO rules VALUES (1, 'kept?')`, sql`INSERT INTO rules VALUES (1, 'twice')`])
        .then(
          () => 'none',
          ({ code }) => String(code).split('_').slice(0, 2).join('_'),
        )
      await database.write([sql`INSERT INTO rules VALUES (2, 'after')`])
      return { failure, rows: await rowsOf(database, 'rules') }
    },
    expected: { failure: 'SQLITE_CONSTRAINT', rows: [{ id: 2, word: 'after' }] },
  },
  {
    name: 'a wrong statement is not taken for an absent database',
    run: (database) =>
      database.write([sql`INSERT INTO nowhere VALUES (1)`]).then(
        () => 'none',
        ({ name }) => name === 'StorageUnavailable',
      ),
    expected: false,
  },
  {
    name: 'words come back as they were',
    async run(database) {
      await make(database, 'words')
      await database.write(words.map((word, id) => sql`INSERT INTO words VALUES (${id}, ${word})`))
      return (await database.orm.all<{ word: string }>(sql`SELECT word FROM words ORDER BY id`)).map(
        ({ word }) => word,
      )
    },
    expected: words,
  },
  {
    name: 'numbers keep 53 bits, truth is 0 or 1, nothing is null',
    run: (database) =>
      database.orm.all(sql`SELECT ${9007199254740991} AS big, ${true} AS yes, ${null} AS none, 0.5 AS half`),
    expected: [{ big: 9007199254740991, yes: 1, none: null, half: 0.5 }],
  },
  {
    name: 'a value that is none is refused',
    run: (database) =>
      Promise.all(
        [undefined, Number.NaN].map((value) =>
          database.write([{ sql: 'SELECT ?', args: [value as never] }]).then(
            () => 'taken',
            () => 'refused',
          ),
        ),
      ),
    expected: ['refused', 'refused'],
  },
  {
    name: 'JSON is read by the database',
    run: (database) =>
      database.orm.all(sql`SELECT value ->> 1 AS second FROM json_each(${'[[1,"a"],[2,"b"]]'})`),
    expected: [{ second: 'a' }, { second: 'b' }],
  },
  {
    name: 'sixty writes at once are all there',
    async run(database) {
      await make(database, 'many')
      await Promise.all(
        Array.from({ length: 60 }, (_, id) => database.write([sql`INSERT INTO many VALUES (${id}, 'x')`])),
      )
      return database.orm.all(sql`SELECT count(*) AS n FROM many`)
    },
    expected: [{ n: 60 }],
  },
  {
    name: 'a statement kept over a change of the schema sees the new one',
    async run(database) {
      await make(database, 'changing')
      await database.write([sql`INSERT INTO changing VALUES (1, 'a')`])
      const before = await database.orm.all(sql`SELECT * FROM changing`)
      await database.write([sql`ALTER TABLE changing ADD COLUMN more TEXT`])
      const after = await database.orm.all(sql`SELECT * FROM changing`)
      await database.write([sql`DROP TABLE changing`])
      return { before, after }
    },
    expected: { before: [{ id: 1, word: 'a' }], after: [{ id: 1, word: 'a', more: null }] },
  },
]
