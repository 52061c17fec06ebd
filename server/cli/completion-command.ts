import { CliError } from './api.ts'
import { ownOptions } from './own-options.ts'

const shells = ['bash', 'zsh', 'fish'] as const
export const completionUsage = `usage: sayso completion ${shells.join('|')}`

/** A script that lets a shell complete commands, subcommands and options. Throws a CliError for a shell it does not know. */
export function completion(shell: string | undefined): string {
  if (shell === 'bash') return forBash()
  if (shell === 'zsh') return `autoload -U +X bashcompinit && bashcompinit\n${forBash()}`
  if (shell === 'fish') return forFish()
  throw new CliError(completionUsage)
}

/** Subcommands that have no options of their own, beside those that have. */
const others: Readonly<Record<string, readonly string[]>> = {
  campaign: ['check', 'start', 'pause', 'cancel', 'retry', 'status', 'list'],
  counts: ['check', 'rebuild'],
  erasures: ['save', 'replay'],
  keys: ['create', 'list', 'revoke'],
  links: ['rotate'],
  moderate: ['hold', 'drop', 'release', 'restore', 'delete'],
  completion: shells,
}

const commandNames = [...new Set(Object.keys(ownOptions).map((name) => name.split(' ')[0]!)), 'help']

function subcommandsOf(command: string): string[] {
  const own = Object.keys(ownOptions).flatMap((name) =>
    name.startsWith(`${command} `) ? [name.split(' ')[1]!] : [],
  )
  return [...own, ...(others[command] ?? [])]
}

const optionsOf = (name: string) => ownOptions[name]!.options.map((option) => `--${option}`).join(' ')

function forBash(): string {
  const longer = Object.keys(ownOptions).filter((name) => name.includes(' '))
  const byTwo = longer.map((name) => `    '${name}') words='${optionsOf(name)}' ;;`)
  const byOne = commandNames
    .filter((name) => Object.hasOwn(ownOptions, name))
    .map((name) => `    '${name} '*) words='${optionsOf(name)}' ;;`)
  const subcommands = commandNames
    .filter((name) => subcommandsOf(name).length > 0)
    .map((name) => `    '${name}') words='${subcommandsOf(name).join(' ')}' ;;`)
  return `_sayso() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" words=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${commandNames.join(' ')}'
  elif [ "\${cur#-}" != "$cur" ]; then
    case "\${COMP_WORDS[1]} \${COMP_WORDS[2]}" in
${[...byTwo, ...byOne].join('\n')}
    esac
  elif [ "$COMP_CWORD" -eq 2 ]; then
    case "\${COMP_WORDS[1]}" in
    'help') words='${commandNames.join(' ')}' ;;
${subcommands.join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _sayso sayso
`
}

function forFish(): string {
  const lines = [`complete -c sayso -n __fish_use_subcommand -a '${commandNames.join(' ')}'`]
  for (const name of commandNames) {
    const seen = `__fish_seen_subcommand_from ${name}`
    const below = subcommandsOf(name)
    if (below.length > 0) lines.push(`complete -c sayso -n '${seen}' -a '${below.join(' ')}'`)
    const names = Object.keys(ownOptions).filter((each) => each === name || each.startsWith(`${name} `))
    const options = [...new Set(names.flatMap((each) => ownOptions[each]!.options))]
    for (const option of options) lines.push(`complete -c sayso -n '${seen}' -l ${option}`)
  }
  return `${lines.join('\n')}\n`
}
