import type { BandWords } from '../shared/survey.ts'

interface ThanksProps {
  readonly children: string | false
  readonly link: BandWords['link']
  /** Says to those who cannot see it that the link leaves the page alone. */
  readonly newWindow: string
}

/** There from the start and empty, or a screen reader would not hear it fill. */
export function Thanks({ children, link, newWindow }: ThanksProps) {
  return (
    <p class="thanks" role="status" tabIndex={-1}>
      {children && (
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="m3 8.5 3.5 3.5L13 4.5" />
        </svg>
      )}
      {children && (
        <span>
          {children}
          {link && (
            <a href={link.url} target="_blank" rel="noopener noreferrer" title={newWindow}>
              {link.label}
            </a>
          )}
        </span>
      )}
    </p>
  )
}
