import { afterAll, beforeAll, expect, it } from 'vitest'
import { addressProblem } from '../../../server/contract/people.ts'
import { openSmtp } from '../../../server/mail/smtp.ts'
import { type MailServer, startMailServer } from '../../support/mailServer.ts'

let mailServer: MailServer
beforeAll(async () => {
  mailServer = await startMailServer()
})
afterAll(() => mailServer.close())

/** What the mailer says of a server that offers no TLS. */
async function check(url: string): Promise<string | null> {
  const smtp = openSmtp(url)
  try {
    return await smtp.check()
  } finally {
    smtp.close()
  }
}

// 0.0.0.0 leads here, and is not known to be this machine.
it('a password goes over TLS alone, unless the server is this machine or the address says so', async () => {
  const { port } = new URL(mailServer.url)
  expect(await check(`smtp://user:secret@0.0.0.0:${port}`)).toBe('ETLS')
  expect(await check(`smtp://user:secret@0.0.0.0:${port}?requireTLS=false`)).toBeNull()
  expect(await check(`smtp://user:secret@127.0.0.1:${port}`)).toBeNull()
  expect(await check(`smtp://0.0.0.0:${port}`)).toBeNull()
  const smtp = openSmtp(`smtp://user:secret@0.0.0.0:${port}`)
  const reply = { text: expect.stringContaining('STARTTLS') }
  expect(await smtp.takes('ask@acme.example')).toMatchObject({ outcome: 'away', reply })
  smtp.close()
})

it('an address has at most 64 characters before the @', () => {
  expect(addressProblem(`${'x'.repeat(64)}@mail.example`)).toBeNull()
  expect(addressProblem(`${'x'.repeat(65)}@mail.example`)).toBe('must be an email address')
})
