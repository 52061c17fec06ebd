import { type Codebook, readCodebook } from './codebook.ts'
import de from './codebooks/de.json' with { type: 'json' }
import en from './codebooks/en.json' with { type: 'json' }
import es from './codebooks/es.json' with { type: 'json' }
import fr from './codebooks/fr.json' with { type: 'json' }
import it from './codebooks/it.json' with { type: 'json' }
import ja from './codebooks/ja.json' with { type: 'json' }
import ko from './codebooks/ko.json' with { type: 'json' }
import nl from './codebooks/nl.json' with { type: 'json' }
import pl from './codebooks/pl.json' with { type: 'json' }
import pt from './codebooks/pt.json' with { type: 'json' }
import tr from './codebooks/tr.json' with { type: 'json' }
import zh from './codebooks/zh.json' with { type: 'json' }

/**
 * Codebooks for software and services by language, to start from and extend. Their themes have the
 * same names in every language, so that tallies of several languages can be added.
 */
export const defaultCodebooks: Readonly<Record<string, Codebook>> = Object.fromEntries(
  [en, es, fr, de, pt, ja, it, nl, pl, tr, zh, ko].map((book) => {
    const read = readCodebook(book)
    if ('errors' in read)
      throw new RangeError(`${book.language}: ${read.errors[0]!.field} ${read.errors[0]!.detail}`)
    return [book.language, read.codebook]
  }),
)
