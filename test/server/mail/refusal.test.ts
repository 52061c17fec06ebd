import { expect, it } from 'vitest'
import { readRefusal } from '../../../server/mail/smtp-refusal.ts'

it.each([
  ['550 5.1.1 The email account that you tried to reach does not exist.', 'address'],
  ['550-5.1.1 The email account that you tried to reach\n550 5.1.1 does not exist', 'address'],
  ['550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found', 'address'],
  ['550 5.1.2 bad destination system: no such domain', 'address'],
  ['550 #5.1.0 Address rejected.', 'address'],
  ['550 5.2.1 The email account is disabled', 'address'],
  ['550 <ada@example.com>: Recipient address rejected: User unknown in local recipient table', 'address'],
  ['553 sorry, no mailbox here by that name', 'address'],
  ["554 delivery error: dd This user doesn't have an account", 'address'],
  ['550 5.1.0 Sender denied', 'message'],
  ['550 5.1.8 Sender address has null MX', 'message'],
  ['550 5.7.1 Unable to relay for ada@example.com', 'message'],
  ['553 sorry, that domain is not in my list of allowed rcpthosts (#5.7.1)', 'message'],
  ['550 5.7.26 This mail has been blocked because the sender is unauthenticated', 'message'],
  ['550 relay not permitted', 'message'],
  ['550 Message rejected because 192.0.2.1 is in a blacklist at zen.example', 'message'],
  ['550 Client host [5.1.1.9] rejected', 'message'],
  ['550 rejected', 'message'],
  ['554 5.4.14 Hop count exceeded', 'message'],
  ['552 5.3.4 Message too big', 'message'],
  ['550 5.6.7 SMTPUTF8 required', 'message'],
  ['552 5.2.2 Mailbox full', 'mailbox'],
  ['552 storage exceeded', 'mailbox'],
])('%j in answer to a recipient is about the %s', (text, what) => {
  const reply = { code: Number(text.slice(0, 3)), text }
  expect(readRefusal(reply, 'recipient')).toEqual({ outcome: 'refused', what, reply })
})

it.each([
  ['550 mailbox unavailable', 'data', { outcome: 'refused', what: 'message' }],
  ['550 5.1.1 no such user', 'data', { outcome: 'refused', what: 'address' }],
  ['550 5.1.1 no such user', 'sender', { outcome: 'refused', what: 'sender' }],
  ['451 5.1.1 no such user', 'recipient', { outcome: 'later' }],
  ['550 4.7.1 greylisted', 'recipient', { outcome: 'later' }],
  ['451 4.3.0 busy', 'sender', { outcome: 'resting' }],
] as const)('%j in answer to %s is %j', (text, at, delivery) => {
  expect(readRefusal({ code: Number(text.slice(0, 3)), text }, at)).toMatchObject(delivery)
})
