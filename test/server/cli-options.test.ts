import { expect, it } from 'vitest'
import { commands, parsedArgs } from '../../server/cli/commands.ts'
import { ownOptions, requireOwnOptions } from '../../server/cli/own-options.ts'

/** Every option that some command has. */
const all = [...new Set(Object.values(ownOptions).flatMap(({ options }) => options))]

it('every command says what it takes', () => {
  const named = new Set(Object.keys(ownOptions).map((name) => name.split(' ')[0]))
  expect(Object.keys(commands).filter((name) => !named.has(name) || !ownOptions[name])).toEqual([])
})

it('an option of another command is refused by its name, by every command', () => {
  const told = Object.entries(ownOptions).flatMap(([whole, { options }]) => {
    const [name, ...args] = whole.split(' ')
    return all
      .filter((option) => !options.includes(option))
      .map((option): [string, string] => {
        try {
          requireOwnOptions(name!, args, [option])
        } catch (error) {
          return [`${whole} has no option --${option}`, (error as Error).message]
        }
        return [`${whole} has no option --${option}`, 'taken']
      })
  })
  expect(told.length).toBeGreaterThan(1000)
  expect(told.filter(([expected, message]) => !message.startsWith(`${expected}:`))).toEqual([])
})

it('an option of no command is refused by its name', () => {
  for (const name of Object.keys(commands))
    expect(() => parsedArgs([name, '--colour', 'red'])).toThrow(/--colour/)
})
