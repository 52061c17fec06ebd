import { seededRandom } from '../bench/random.ts'

/** Pieces that break pages which do not escape what people write, each in a place of its own: text, attributes, scripts, addresses. */
const pieces = [
  ...[
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '</textarea><script>',
    '</title>',
    '<!--',
    '-->',
  ],
  ...[
    '<svg/onload=alert(1)>',
    '"><b>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="x',
    ']]>',
    '<![CDATA[',
  ],
  ...[
    '&lt;i&gt;',
    '&amp;',
    '&#x3C;script',
    '&quot;',
    '&',
    '<',
    '>',
    '"',
    "'",
    '`',
    '\\',
    '\\u003c',
    '%3Cscript%3E',
  ],
  ...[
    '{{7*7}}',
    `\${alert(1)}`,
    '<%= 1 %>',
    '#{1}',
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
  ],
  ...["'; DROP TABLE responses;--", '" OR 1=1', '=cmd()', '+1', '@x', '-1', '%00', '%0d%0aSet-Cookie: a=b'],
  ...[
    '\u202eevil\u202c',
    '\u200b',
    '\u2066x\u2069',
    '\ufeff',
    '\u00ad',
    'e\u0301',
    'ﷺ',
    '🏳️‍🌈',
    '👩‍👩‍👧',
    '𝕏',
    '田中さん',
  ],
  ...[
    'שלום',
    'مرحبا',
    'ǅ',
    'ß',
    'İ',
    'ﬁ',
    '１２',
    '\u2028',
    '\u0085',
    '\t',
    '../../etc',
    'con',
    'NaN',
    '1e309',
    '-0',
  ],
]

/** So many strings made of such pieces, always the same ones, each with a number so that no two are equal. */
export function hostileStrings(count: number): string[] {
  const random = seededRandom(5)
  const some = () => pieces[Math.floor(random() * pieces.length)]!
  return Array.from({ length: count }, (_, place) => {
    const own = pieces[place % pieces.length]!
    const around = Array.from({ length: Math.floor(random() * 3) }, some)
    return `q${place} ${own}${around.join(random() < 0.5 ? ' ' : '')} z`
  })
}
