import { describe, expect, it } from 'vitest'
import { toBase64url } from '../../server/links/base64url.ts'
import { cachedKeyring, keyringOf } from '../../server/links/keyring.ts'
import { type Link, openToken, signLink } from '../../server/links/token.ts'
import { secretsOf } from '../support/linkSecrets.ts'
import { fc } from '../support/seeded.ts'

const now = Date.UTC(2026, 10, 22)
const link: Link = {
  purpose: 'invitation',
  workspaceId: 'main',
  surveyId: 'demo',
  invitation: 'k3v9x0q2m4ts',
  expiresAt: now + 86_400_000,
  respondent: { id: 'u-1', email: 'ada@example.com', name: 'Ada «Ωλ» 👩‍👩‍👧' },
  properties: { plan: 'pro', seats: 0, trial: false },
  language: 'pt-BR',
  sentAt: now - 60_000,
}
const secrets = ['one secret of thirty-two characters', 'another one that is just as long']
const keyring = await keyringOf('main', secretsOf(...secrets))
const token = await signLink(keyring, link)
const open = (token: string) => openToken(keyring, token, 'invitation', now)

describe('a signed link', () => {
  it('keeps all its fields, or only the required ones', async () => {
    expect(await open(token)).toEqual({ outcome: 'good', link })
    const { respondent, properties, language, sentAt, ...least } = link
    expect(await open(await signLink(keyring, least))).toEqual({ outcome: 'good', link: least })
    const claimed = { ...least, purpose: 'page', respondent: { email: 'a@b.c' }, verifiedFields: [] } as const
    const page = await signLink(keyring, claimed)
    expect(await openToken(keyring, page, 'page', now)).toEqual({ outcome: 'good', link: claimed })
  })

  it('opens for its own purpose only', async () => {
    for (const purpose of ['receipt', 'unsubscribe', 'decoy', 'page'] as const) {
      expect(await openToken(keyring, token, purpose, now)).toEqual({ outcome: 'forged' })
    }
  })

  it('is expired at its expiry, and still gives its link', async () => {
    expect(await openToken(keyring, token, 'invitation', link.expiresAt - 1)).toMatchObject({
      outcome: 'good',
    })
    expect(await openToken(keyring, token, 'invitation', link.expiresAt)).toEqual({
      outcome: 'expired',
      link,
    })
  })

  it('stays valid after a rotation as long as its key is known', async () => {
    const [older, newer] = [secrets[0]!, 'a newer secret that signs from now on']
    const rotated = await keyringOf('main', secretsOf(newer, older))
    expect(await openToken(rotated, token, 'invitation', now)).toMatchObject({ outcome: 'good' })
    expect(await openToken(keyring, await signLink(rotated, link), 'invitation', now)).toEqual({
      outcome: 'unknown key',
    })
  })

  it('is accepted in one encoding only: 0 of 10,000 mutations, cuts and re-encodings', async () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. %\n\0é'
    const place = fc.nat(token.length - 1)
    const letter = fc.nat(letters.length - 1).map((at) => letters[at]!)
    const bytes = Uint8Array.from(atob(token.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    )
    const mutant = fc.oneof(
      fc.tuple(place, letter).map(([at, letter]) => token.slice(0, at) + letter + token.slice(at + 1)),
      fc.tuple(place, letter).map(([at, letter]) => token.slice(0, at) + letter + token.slice(at)),
      place.map((at) => token.slice(0, at)),
      place.map((at) => token.slice(at + 1)),
      fc.tuple(place, place).map(([a, b]) => token.slice(0, a) + token.slice(b)),
      fc
        .tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }))
        .map(([at, flip]) => toBase64url(bytes.map((byte, place) => (place === at ? byte ^ flip : byte)))),
      fc.constantFrom(
        `${token}=`,
        `${token}==`,
        ` ${token}`,
        `${token}\n`,
        token.toLowerCase(),
        encodeURIComponent(`${token}=`),
      ),
      fc.string(),
    )
    let accepted = 0
    await fc.assert(
      fc.asyncProperty(mutant, async (mutant) => {
        if (mutant !== token && (await open(mutant)).outcome === 'good') accepted += 1
      }),
      { numRuns: 10_000 },
    )
    expect(accepted).toBe(0)
  })

  it('is refused when its last letter differs only in unused bits', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    for (const name of ['A', 'Ad', 'Ada']) {
      const token = await signLink(keyring, { ...link, respondent: { name } })
      const twins = [...alphabet].map((last) => token.slice(0, -1) + last).filter((twin) => twin !== token)
      for (const twin of twins) expect((await open(twin)).outcome).not.toBe('good')
    }
  })
})

describe('a cached keyring', () => {
  it('reads the stored secrets once a minute, or when asked for fresh ones', async () => {
    const stored = ['a secret in the database, long enough']
    let reads = 0
    const read = async () => {
      reads += 1
      return secretsOf(...stored)
    }
    const keyring = cachedKeyring([])
    await keyring('main', read, 0)
    await keyring('main', read, 59_999)
    expect(reads).toBe(1)
    stored.unshift('the next secret in the database')
    const [fresh, old] = [
      await keyring('main', read, 59_999, 'fresh'),
      await keyringOf('main', secretsOf(...stored.slice(1))),
    ]
    expect(reads).toBe(2)
    expect(fresh.find(old.current.id)).toBeDefined()
    expect(fresh.current.id).not.toEqual(old.current.id)
  })
})
