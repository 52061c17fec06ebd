import type { components as theirSchemas, paths as theirs } from './generated/openapi-typescript.ts'
import type { components as ourSchemas, paths as ours } from './generated/own.ts'

type Both<A, B> = keyof A & keyof B
type IsSame<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
/** The names under which two things are not the same. */
type Differing<A, B> =
  | Exclude<keyof A, keyof B>
  | Exclude<keyof B, keyof A>
  | { [Name in Both<A, B>]: IsSame<A[Name], B[Name]> extends true ? never : Name }[Both<A, B>]

/** Calls without the headers of what they answer. */
type Bare<Paths> = {
  [Path in keyof Paths]: { [Method in keyof Paths[Path]]: BareCall<Paths[Path][Method]> }
}
type BareCall<Call> = Call extends { parameters: infer Given; responses: infer Answers }
  ? {
      given: Given
      body: Call extends { requestBody: infer Body } ? Body : unknown
      answers: { [Status in keyof Answers]: Answers[Status] extends { content: infer Body } ? Body : null }
    }
  : Call

type None<Names> = [Names] extends [never] ? true : Names

export const schemas: None<Differing<ourSchemas['schemas'], theirSchemas['schemas']>> = true
export const calls: None<Differing<Bare<ours>, Bare<theirs>>> = true
