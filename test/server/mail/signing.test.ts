import { createHash, createVerify, generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { readConfig } from '../../../server/config.ts'
import type { Email } from '../../../server/mail/mailer.ts'
import { openSmtp, type SmtpOptions } from '../../../server/mail/smtp.ts'
import { startMailServer } from '../../support/mailServer.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
const dkim = { domain: 'acme.example', selector: 's1', privateKey: pem }

const letter = (from: string): Email => ({
  from: { name: 'Acme ☂', address: from },
  to: { name: 'Ada', address: 'ada@example.com' },
  replyTo: 'help@acme.example',
  ...{ subject: 'Wie war es? ☂', html: `<p>${'9 '.repeat(200)}</p>`, text: '9  \n\n\n' },
  messageId: '<abc123.1.main@acme.example>',
  headers: {
    'List-Unsubscribe': `<https://ask.acme.example/u/${'k'.repeat(100)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
})

/** A mail as it arrived, and the address that its failure notices go to. */
async function arrived(from: string, options: SmtpOptions) {
  const senders: string[] = []
  const server = await startMailServer((address, at) => {
    if (at === 'sender') senders.push(address)
    return null
  })
  const smtp = openSmtp(server.url, options)
  expect(await smtp.send(letter(from))).toEqual({ outcome: 'accepted' })
  smtp.close()
  await server.close()
  return { raw: server.received[0]!.raw.toString('latin1'), sender: senders[0] }
}

/** Verifies a signature with relaxed canonicalization (RFC 6376, 3.4); returns the names of the headers it is of. */
function verified(raw: string): string[] {
  const [head, ...rest] = raw.split('\r\n\r\n')
  const headers = head!.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const field = headers.find((line) => /^dkim-signature:/i.test(line))!
  const tags = Object.fromEntries(
    field
      .slice(field.indexOf(':') + 1)
      .split(';')
      .map((tag) =>
        tag
          .trim()
          .match(/^(\w+)=(.*)$/s)!
          .slice(1)
          .map((part) => part.replace(/\s/g, '')),
      ),
  )
  expect(tags).toMatchObject({ a: 'rsa-sha256', c: 'relaxed/relaxed', d: 'acme.example', s: 's1' })
  const body = rest
    .join('\r\n\r\n')
    .replace(/[ \t]+(?=\r\n)/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/(\r\n)*$/, '\r\n')
  expect(createHash('sha256').update(body, 'latin1').digest('base64')).toBe(tags.bh)
  const relaxed = (line: string) => {
    const at = line.indexOf(':')
    return `${line.slice(0, at).toLowerCase().trim()}:${line
      .slice(at + 1)
      .replace(/\s+/g, ' ')
      .trim()}`
  }
  const names = (tags.h as string).toLowerCase().split(':')
  const signed = names.map((name) =>
    relaxed(headers.find((line) => line.toLowerCase().startsWith(`${name}:`))!),
  )
  const own = relaxed(field.replace(/\bb=[^;]*$/, 'b='))
  const verifier = createVerify('RSA-SHA256').update([...signed, own].join('\r\n'), 'latin1')
  expect(verifier.verify(publicKey, tags.b as string, 'base64')).toBe(true)
  return names
}

it('signs what DMARC and one-click unsubscribing need, and what is sent is what was signed', async () => {
  for (const from of ['ask@acme.example', 'ask@Mail.acme.example']) {
    const names = verified((await arrived(from, { dkim })).raw)
    expect(names).toEqual(
      expect.arrayContaining(['from', 'to', 'subject', 'list-unsubscribe', 'list-unsubscribe-post']),
    )
  }
})

it('signs no mail from another domain, and none without a key', async () => {
  for (const from of ['ask@other.example', 'ask@notacme.example'])
    expect((await arrived(from, { dkim })).raw).not.toMatch(/^dkim-signature:/im)
  expect((await arrived('ask@acme.example', {})).raw).not.toMatch(/^dkim-signature:/im)
})

it('has failure notices sent to an address of each mail, where one is named', async () => {
  const { sender } = await arrived('ask@acme.example', { bounces: 'bounces@mail.acme.example' })
  expect(sender).toBe('bounces+abc123.1.main@mail.acme.example')
  expect((await arrived('ask@acme.example', {})).sender).toBe('ask@acme.example')
})

it('is told by three variables, which come together', () => {
  const env = { PUBLIC_URL: 'https://ask.acme.example', SMTP_URL: 'smtp://mail.acme.example' }
  const one = {
    DKIM_DOMAIN: 'Acme.example',
    DKIM_SELECTOR: 's1',
    DKIM_PRIVATE_KEY: pem.replaceAll('\n', '\\n'),
  }
  expect(readConfig({ ...env, ...one }).mail).toMatchObject({ dkim, bounces: null })
  expect(() => readConfig({ ...env, DKIM_DOMAIN: 'acme.example' })).toThrow('together')
  expect(() => readConfig({ ...env, ...one, DKIM_PRIVATE_KEY: 'key' })).toThrow('DKIM_PRIVATE_KEY')
  expect(() => readConfig({ ...env, MAIL_EVENTS: 'resend=short' })).toThrow('MAIL_EVENTS')
  expect(() => readConfig({ ...env, MAIL_EVENTS: 'other=secret-of-sixteen' })).toThrow('MAIL_EVENTS')
})
