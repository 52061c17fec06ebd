import { type Band, bandNames, bandOf, points, type Scale } from '../../../shared/scale.ts'

/** The points of each band that has any, best first: `9 – 10`. */
export function bandsInWords(scale: Scale): { readonly band: Band; readonly points: string }[] {
  return bandNames.flatMap((band) => {
    const own = points(scale).filter((point) => bandOf(scale, point) === band)
    if (own.length === 0) return []
    const [first, last] = [own[0]!, own.at(-1)!]
    return [{ band, points: first === last ? String(first) : `${first} – ${last}` }]
  })
}

/** The look of a band's tag. */
export const bandLooks = { positive: 'high', neutral: 'mid', negative: 'low' } as const satisfies Record<
  Band,
  string
>
