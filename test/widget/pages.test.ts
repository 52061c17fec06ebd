import { describe, expect, test } from 'vitest'
import { isRightPage, matches } from '../../shared/targeting.ts'

describe('a pattern', () => {
  test.each([
    ['/billing', '/billing', true],
    ['/billing', '/billing/', false],
    ['/billing/*', '/billing/', true],
    ['/billing/*', '/billing/plans/pro', true],
    ['/billing/*', '/billing', false],
    ['*', '', true],
    ['*', '/anything', true],
    ['**', '/anything', true],
    ['/*/edit', '/posts/7/edit', true],
    ['/*/edit', '/edit', false],
    ['/*/edit', '/posts/edit/7', false],
    ['/a*a', '/a', false],
    ['/a*a', '/aa', true],
    ['*/a/*/b', '/x/a/y/a/z/b', true],
    ['/a*b*c', '/axxbyyc', true],
    ['/a*b*c', '/axxcyyb', false],
    ['/a*bc*c', '/abc', false],
    ['/a.c', '/abc', false],
    ['/(a+)+$', '/aaaa', false],
    ['', '', true],
    ['', '/', false],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected)
  })

  test('made to be slow is not', () => {
    const text = `/${'a'.repeat(100_000)}`
    expect(matches(`/${'*a'.repeat(1000)}*b`, text)).toBe(false)
  })
})

describe('a page is right', () => {
  const place = { pathname: '/app/billing', href: 'https://shop.example/app/billing?tab=1#/plans' }
  test.each([
    [{}, true],
    [{ include: ['/app/*'] }, true],
    [{ include: ['/docs/*'] }, false],
    [{ include: ['/docs/*', '/app/*'] }, true],
    [{ include: ['/app/*'], exclude: ['*/billing'] }, false],
    [{ exclude: ['/docs/*'] }, true],
    [{ include: [] }, false],
    [{ include: ['https://shop.example/*'] }, true],
    [{ include: ['https://other.example/*'] }, false],
    [{ include: ['https://*#/plans'] }, true],
    [{ include: ['*?tab=1*'] }, false],
  ])('%j: %s', (pages, expected) => {
    expect(isRightPage(pages, place)).toBe(expected)
  })
})
