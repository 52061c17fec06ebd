/**
 * The contrast ratio of two colours given as #rrggbb: 1 (none) to 21 (black on white).
 *
 * Source: WCAG 2.2, contrast ratio and relative luminance.
 * Example: #767676 on #ffffff is 4.54, just enough for text.
 */
export function contrast(first: string, second: string): number {
  const [darker, lighter] = [luminance(first), luminance(second)].sort((a, b) => a - b) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

/** Black or white, whichever has the higher contrast on a colour given as #rrggbb. */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  return contrast(colour, '#000000') > contrast(colour, '#ffffff') ? '#000000' : '#ffffff'
}

/**
 * What of an accent stands out from the paper as text has to: the accent itself, else 38 % of it in the ink, which does
 * for every accent there is. Colours are #rrggbb; the result is a CSS colour.
 */
export function edgeOf(accent: string, paper: string, ink: string): string {
  return contrast(accent, paper) >= 4.5 ? accent : `color-mix(in srgb, ${accent} 38%, ${ink})`
}

/** The same as #rrggbb, for mail programs, which read no other colours. */
export function plainEdgeOf(accent: string, paper: string, ink: string): string {
  return contrast(accent, paper) >= 4.5 ? accent : mixed(accent, ink, 0.38)
}

function mixed(first: string, second: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [one, other] = [first, second].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16))
    return Math.round(one! * share + other! * (1 - share))
      .toString(16)
      .padStart(2, '0')
  })
  return `#${channels.join('')}`
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255),
  )
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
