import { expect, test } from 'vitest'
import { alikeValues } from '../../shared/alike.ts'
import { fromRatings } from '../../shared/distribution.ts'
import { npsScales } from '../../shared/nps.ts'

const counted = (values: Record<string, number>) => [
  {
    property: 'plan',
    values: Object.entries(values).map(([value, n]) => ({
      value,
      distribution: fromRatings(npsScales['0-10'], Array(n).fill(9)),
    })),
  },
]
const namesIn = (values: Record<string, number>) =>
  alikeValues(counted(values)).map(({ values }) => values.map(({ value }) => value))

test.each([
  ['case', { pro: 3, Pro: 2, PRO: 1 }, ['pro', 'Pro', 'PRO']],
  ['spaces around', { pro: 1, ' pro': 2, 'pro\u00a0': 3 }, ['pro\u00a0', ' pro', 'pro']],
  ['spaces within', { 'big team': 2, 'big  team': 1 }, ['big team', 'big  team']],
  ['composition', { café: 2, 'cafe\u0301': 1 }, ['café', 'cafe\u0301']],
  ['composition and case', { Équipe: 2, 'e\u0301quipe': 1 }, ['Équipe', 'e\u0301quipe']],
  ['a capital that is two letters', { straße: 2, STRASSE: 1 }, ['straße', 'STRASSE']],
  ['width', { Ｐro: 1, pro: 2 }, ['pro', 'Ｐro']],
])('values that differ only in %s are alike, the most common first', (_, values, names) => {
  expect(namesIn(values)).toEqual([names])
})

test('other values are not alike, and are counted in no other', () => {
  expect(namesIn({ pro: 1, prof: 1, 'p ro': 1, cafe: 1, café: 1, '': 1, 'a-b': 1, 'a b': 1 })).toEqual([])
  expect(alikeValues(counted({ pro: 3, Pro: 2 }))).toEqual([
    {
      property: 'plan',
      values: [
        { value: 'pro', n: 3 },
        { value: 'Pro', n: 2 },
      ],
    },
  ])
})
