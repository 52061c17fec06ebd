/** The help text. */
export const usage = `sayso serve                            run the server
sayso import FILE --survey ID          add answers from another tool: CSV, Excel, JSON, or an export of Sayso
    --dry-run                          check the file and say what would be stored
    --yes                              ask nothing
    --map PART=COLUMN                  name the column of a part (id, rating, comment, answeredAt,
                                       respondentId, email, name)
    --property COLUMN                  keep a column as a property; repeatable
    --format NAME                      the tool the file is of, when it is not recognised
    --timezone ZONE                    the zone of times that name none; else the workspace's
    --dates ORDER                      day-first or month-first, for dates like 3/4/2025
    --scale S                          the scale the scores were given on, like 1-5
    --score WORD=POINT                 the point of a word, like good=1; repeatable
    --on-conflict WHAT                 refuse, update or new: of ids that are stored with other answers
    --no-id, --no-date                 there is no column of ids, or of dates
    --source NAME                      tells rows without ids and dates from equal ones of other files
    --encoding NAME, --sheet NAME      what the file is written in, the sheet of a workbook
sayso move delighted EXPORT…           bring people, unsubscribes, bounces and answers with notes and tags from
                                       saved exports, CSV or JSON of the API, and folders of them
    --survey ID                        into this survey; else into one for each kind, made when it is missing
    --dry-run, --yes                   store nothing, or ask nothing; --timezone, --dates, --on-conflict as in import
sayso imports --survey ID              list what was imported
sayso imports show ID --survey ID      one import with its mapping; import its file again to correct that
sayso imports take-back ID --survey ID remove every answer it brought; does it with --yes
sayso invite PEOPLE.csv --survey ID    add personal links to a table of people, one for each score
    --out FILE                         the output file; else the terminal
    --expires T                        when the links expire; else in 90 days
    --map PART=COLUMN                  name the column of id, email, name or language
sayso campaign make PEOPLE.csv --survey ID --from "NAME <ADDRESS>"
                                       create a mail campaign; sends nothing yet
    --subject S                        the subject; else the question
    --plan FILE.json                   window, rate, reminders, …: fields of the API
sayso campaign check ID                dry run: who would get it, who not, and why
sayso campaign start|pause|cancel ID   start, pause or cancel sending
sayso campaign add ID PEOPLE.csv       add people, or change those it asks again and again
sayso campaign leave ID ADDRESS        take somebody out
sayso campaign change ID --plan FILE.json
                                       change it, also while it is sent
sayso campaign test ID --to ADDRESS    send its mail to yourself
sayso campaign retry ID                queue those again whom the mail server refused
sayso campaign status ID, list         progress of one campaign, or of all
sayso links rotate                     sign new links with a new secret; old links stay valid
    --older-end T                      links made before end then
    --all                              the links of every workspace; for the server's owner
sayso report ID                        print a survey's report; --json for all of it
    --from T, --to T                   dates or times: [from, to)
    --timezone ZONE                    time zone of days, weeks and months, like Europe/Berlin
    --interval I                       day, week, month, quarter or rolling-N
    --compare P                        previous, none, or FROM/TO
    --segment P:V, --channel C, --origin O, --band B, --text T, --theme N
                                       only these answers; --segment is repeatable
    --count RULE                       all, or each person's latest or first
    --cluster PROPERTY                 answers of one company (or another property) count together
    --verified, --unverified           only answers your server signed, or only the others
sayso counts check|rebuild ID          check or rebuild the counts that reports are read from
sayso export ID                        every answer of a survey as JSON lines
    --format csv                       as a table; with --excel for Excel
    --format parquet                   as a Parquet file
    --out FILE                         where to, else the terminal's output
    --from, --to, --timezone, --segment, --origin, --channel, --band, --text, --theme, --state, --reason,
    --count, --verified, --unverified  only some of them, chosen as in report and moderate
sayso sync --to FOLDER                 keep a copy of all answers there, by what changed since the last
                                       time: JSON lines, a file a survey; what was erased goes from it
    --survey ID, --themes              only of one survey; with the themes of each answer
    --json                             say what was done as JSON
sayso moderate ACTION ID               hold, drop, release, restore or delete answers of a survey:
                                       says what it does to the score; does it with --yes
    --id ID                            one answer; repeatable
    --from T, --to T                   by time: [from, to), days of --timezone or the workspace's
    --segment P:V                      by property; repeatable
    --origin O, --channel C            by the page they came from, or how
    --band B, --rating R, --text T     by band (positive, neutral, negative), rating, or part of the comment
    --verified, --unverified           by signature
    --state S, --reason R              by state (counted, held, test), or why they were held
    --all                              all of them
sayso surveys list                     id, state, metric and name of every survey; --json for all of it
sayso surveys make nps|csat|ces        make a survey that asks the usual question
    --name N, --language L, --scale S  what it is called, speaks, and is answered on, like 1-5
    --draft                            it asks nobody yet
sayso surveys edit ID                  change a survey in your editor (VISUAL, EDITOR)
sayso surveys pull ID                  a survey as JSON, to be kept with your code
    --out FILE.json                    the output file; else the terminal
sayso surveys push FILE.json           change the survey of the file's id, or make one when it has none; - reads a pipe
    --survey ID                        change this one
    --on-conflict update               also when it was changed elsewhere since the file was pulled
sayso keys [create LABEL|revoke ID]    list, create or revoke API keys
sayso backup FILE                      copy the running server's database and check the copy
sayso restore FILE                     replace the database at DATABASE_URL; stop the server first
sayso erasures save|replay FILE        keep what was erased from a libSQL server, and erase it again
                                       after restoring it; both talk to DATABASE_URL
sayso doctor                           check the database; --json for all of it
    --remote                           instead: from the environment of a Worker, whether it could serve
sayso completion bash|zsh|fish         a script by which the shell completes commands and options,
                                       like: source <(sayso completion bash)
sayso migrate                          bring the database at DATABASE_URL up to date, before a deployment
sayso workspaces [add NAME]            list workspaces, or create one with its first key
    --database URL                     a libSQL server for the new workspace's data
sayso workspaces mail ID               say what a workspace may send: nothing without --from
    --from A,B                         addresses, or @domain for all of one
    --a-day N                          mails a day at most
sayso themes audit LABELLED.jsonl      measure a codebook against tagged comments
    --codebook FILE.json               the rules; else the defaults of --language (en)
    --sample N                         tagged comments used for calibration (200)
sayso themes tally FILE.csv            how common each theme is and its effect on the score
sayso themes suggest FILE.csv          words and phrases that may be worth a theme
    --scale S                          scale of the ratings, like 0-10 or 1-5; else guessed

    --url URL, --key KEY               the running server; else SAYSO_URL and SAYSO_KEY
    --help, --version                  sayso help COMMAND, or sayso COMMAND --help: of one command

exit codes: 0 done, 1 done in part or something found, 2 wrong usage, 3 refused, 4 no server answers`

/** The part of the help that is of one command. */
export function usageOf(command: string): string {
  const blocks = usage.split(/\n(?=sayso |\n)/)
  return blocks.filter((block) => new RegExp(`^sayso ${command}\\b`).test(block)).join('\n')
}
