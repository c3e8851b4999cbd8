/** What each command does and takes, in the order of a first day. */
export const COMMANDS = {
  init: `init        write an app, a declaration, a test and CI into this folder, or what an existing
              CDKTF app lacks of them; asks, and changes nothing without showing it
    --service <name> as in DD_SERVICE             (the folder's name)
    --env <name>     as in DD_ENV                 (production)
    --team <name>    the owner
    --site <site>    Datadog site                 (DD_SITE or datadoghq.com)
    --notify <handle>  who is told of alerts, such as @slack-support; repeatable
    --yes            take the answers from the options and ask nothing
    --dry-run        print what would be written`,

  synth: `synth       synthesize the CDKTF app and list its alerts and dashboards
    --app <file>     the app's module             (main.ts)
    --json           one JSON object instead of the report`,

  lab: `lab         play incidents against the synthesized monitors, and say which alerts fire;
              ends with 1 where an expected one stays silent or another fires
    --app <place>      the app's module, a folder of synthesized stacks, a folder or file of Terraform
                       JSON, or what terraform show -json prints  (main.ts)
    --scenario <id>    play this one; repeatable   (all but the long ones)
    --stack <name>     only this stack; repeatable (all)
    --changed [<rev>]  only the stacks whose JSON differs from that of a git revision  (where the
                       work left the main branch, or the branch that CI merges into)
    --against <what>   also say what differs from before: a git revision, a module, a folder or file
                       as for --app, or what --json printed; with --report, side by side
    --list             print the scenarios: what happens, and what is expected
    --seed <number>    seed of the traffic         (1)
    --traffic-from <file>  a recording of the services: how many requests there are, of what, how
                       long they take and what they cost is measured by it, where the
                       declaration says nothing
    --messages         also print what each notification says
    --junit <file>     also write a JUnit report
    --report <file>    also write an HTML report: dashboards, monitors and traces
    --json             one JSON object instead of the report
    --recording <file> instead of playing, evaluate a recording or a CSV of series; ends
                       with 1 only where a monitor cannot be evaluated
    --until <time>     with --recording: evaluate until then, although no points come any
                       more; ISO 8601, or a span after the last point such as 30m
    --thresholds       with --recording: also how often, when and for how long each alert would
                       page with other thresholds
    --monitors <file>  with --recording: monitors exported from Datadog, instead of the
                       stacks', or beside those of each --stack`,

  review: `review      say what a change of the monitors and dashboards means, and what is wrong with them;
              ends with 1 where there is something to mend, or where --fail-on names a risk found
    --base <what>    what is deployed: a git revision, a folder or file of synthesized stacks, or
                     a module that exports an app  (none: only look for what is wrong)
    --head <what>    what would be                 (the app)
    --app <file>     the app's module              (main.ts)
    --fail-on <risk> with --base: refused, re-created, quieter, re-routed, louder, changed or
                     cosmetic; repeatable (refused and re-created)
    --lock           write datadog-llm.lock.json, the addresses of what is deployed; committed, it
                     makes every later review report what moves or vanishes
    --play           also play the lab's incidents: which alerts page otherwise than before, which
                     for nothing, and which never
    --markdown       a comment for a pull request
    --sarif          for code scanning
    --json           one JSON object instead of the report`,

  costs: `costs       estimate the custom metrics of the services, by Datadog's rules, and say which tag
              drives them; ends with 1 where they are more than --budget
    --app <file>     the app's module              (main.ts)
    --stack <name>   only this stack; repeatable   (all)
    --hosts <number> hosts or pods that send       (1)
    --no-settings    LlmMetricSettings are not deployed: hosts multiply what is indexed
    --price <dollars>  what 100 indexed custom metrics cost a month in your contract
    --budget <number>  of indexed custom metrics, of all services together; a declaration's own
                     budget holds in any case
    --requests <number>  of each service in an hour: also say how many series that makes
    --recording <file> also count the series that were really sent
    --json           one JSON object instead of the report`,

  import: `import      take over monitors made by hand, each by its id, so that nothing is re-created; says
              what could not be expressed
    --monitors <file>  monitors exported from Datadog
    --state <file>   or those of a terraform.tfstate, or of what terraform show -json prints
    --app <file>     the app's module: monitors that measure what a signal of its services does become
                     settings, and the others CDKTF resources  (none: Terraform JSON)
    --out <file>     what is written; it must not exist  (imported.tf.json; with --app imported.ts)`,

  watch: `watch       stand in for the Datadog agent on 127.0.0.1 and show live, in the browser, what the
              service sends: traces, metrics, costs, and which alert would page; until Ctrl-C
    --app <file>     the app whose alerts are evaluated   (none: no alerts)
    --stack <name>   only this stack; repeatable   (all)
    --port <number>  traces and metrics over HTTP  (8126)
    --dogstatsd-port <number>  metrics over UDP    (8125)
    --ui-port <number>  the page                   (8127)`,

  record: `record      stand in for the Datadog agent on 127.0.0.1 and write the metrics that arrive
              to a file for --recording, until Ctrl-C
    --out <file>       the recording; it must not exist (recording.jsonl)
    --port <number>    traces and metrics over HTTP     (8126)
    --dogstatsd-port <number>  metrics over UDP         (8125)
    --for <time>       stop after this time, such as 30s, 10m or 2h
    --tag <key>        keep this tag, too; repeatable   (those of the telemetry contract)
    --from datadog     instead of standing in, ask Datadog, read-only, what it has of the metrics that
                       monitors read; needs DD_API_KEY and DD_APP_KEY
    --last <time>      with --from: how far to look back, such as 36h or 7d   (7d)
    --app <place>      with --from: whose monitors, as for the lab            (main.ts)
    --stack <name>     with --from: only this stack; repeatable               (all)
    --monitors <file>  with --from: monitors exported from Datadog, instead
    --site <site>      with --from: Datadog site                 (DD_SITE or datadoghq.com)
    --api-url <url>    with --from: instead of the site's API, such as a proxy`,

  compare: `compare     compare two versions of a prompt, and say promote, hold or roll back;
              ends with 0, 2 or 1, and with 3 where it cannot be decided
    --prompt <name>      the prompt                 (that of the declared release)
    --baseline <version>   what serves today        (the declared release's)
    --candidate <version>  what is rolled out       (the declared release's)
    --source <source>  datadog, which needs DD_API_KEY and DD_APP_KEY; lab, a played incident; or
                       a file: a recording, a CSV of series, answers of Datadog's query API, or
                       results of evaluate; of the last two, several with commas in between
                       (datadog)
    --scenario <id>    with --source lab: what is played  (prompt-regression)
    --share <percent>  with --source lab: the candidate's requests  (the scenario's, a half)
    --since <time>     with --source datadog: how far to look back, such as 36h or 7d  (24h, or
                       the window)
    --window <time>    how long the rollout is watched: fewer requests decide than when you look
                       without end                  (the declared release's)
    --once             instead: this is the only look, for which fewest requests do
    --stack <name>     the stack of the service     (the one with that prompt)
    --app <file>       the app's module             (main.ts)
    --site <site>      Datadog site                 (DD_SITE or datadoghq.com)
    --api-url <url>    instead of the site's API, such as a proxy
    --margin <points>  of results of evaluate: how much more often cases may fail  (5)
    --labels <file>    what people said of answers that a judge scored, a JSON object a line
    --trust-judge      a judge decides, however far it agrees with people
    --markdown         for a pull request
    --json             one JSON object instead of the table
    --report <file>    also a page with each interval drawn, in one file`,

  release: `release     release mark says on Datadog's graphs how far a rollout is: it sends an event, which
              the dashboard of prompt versions draws behind its lines; needs DD_API_KEY
    --phase <phase>      start, a share of the requests such as 10%, full, or rollback
    --prompt <name>      the prompt                 (that of the declared release)
    --version <version>  the version                (the declared release's candidate)
    --stack <name>     the stack of the service     (the one with that prompt)
    --app <file>       the app's module             (main.ts)
    --site <site>      Datadog site                 (DD_SITE or datadoghq.com)
    --api-url <url>    instead of the site's API, such as a proxy
    --dry-run          print what would be sent`,

  evaluate: `evaluate    run two versions of a prompt over a data set, and say promote, hold or roll back,
              case by case; ends with 0, 2 or 1, and with 3 where it cannot be decided
    --dataset <file>   the cases, a JSON object a line, each with an id of its own
    --run <file>       a module that exports run(case, { prompt, version }), which returns
                       { pass, score, type }; with llm and feature, results are recorded, too
    --prompt <name>    the prompt
    --baseline <version>   what serves today
    --candidate <version>  what may be rolled out
    --eval <name>      the evaluation that is recorded  (correctness)
    --out <file>       results; what it has already is not run again  (evaluation.jsonl)
    --concurrency <number>  runs at once          (4)
    --margin <points>  how much more often cases may fail  (5)
    --labels <file>    what people said of the same answers, where a judge passes them
    --trust-judge      the judge decides, however far it agrees with people
    --markdown         for a pull request
    --json             one JSON object instead of the table
    --report <file>    also a page with each interval drawn, in one file`,

  dataset: `dataset     write the failed requests of an incident as a data set for evaluate: their ids,
              the links to their traces, and no text
    --recording <file>  of datadog-llm record
    --from datadog     instead, ask Datadog, read-only; needs DD_API_KEY and DD_APP_KEY, whose scope
                       is apm_read
    --where <terms>    which: of Datadog in the syntax of its Trace Explorer, of a recording such as
                       failure:invalid_json, error_type:timeout, model:…  (all that failed)
    --last <time>      with --from: how far to look back, such as 36h or 7d  (24h)
    --service <name>   with --from: of which service      (DD_SERVICE)
    --env <name>       with --from: of which environment  (DD_ENV)
    --out <file>       the data set; it must not exist    (failed-requests.jsonl)
    --site <site>      Datadog site                       (DD_SITE or datadoghq.com)
    --api-url <url>    instead of the site's API, such as a proxy`,

  bootstrap: `bootstrap   make the metrics known to Datadog by one point of each, before their settings
              are deployed for the first time
    --via api|agent  Datadog's API, with the key in DD_API_KEY, or an agent's DogStatsD
                     (api where DD_API_KEY is set and no agent is named)
    --wait           wait until Datadog knows them; reads, so DD_APP_KEY is needed, too
    --site <site>    Datadog site                 (DD_SITE or datadoghq.com)
    --api-url <url>  instead of the site's API, such as a proxy
    --host <name>    host of the agent            (DD_AGENT_HOST or 127.0.0.1)
    --port <number>  its DogStatsD port           (DD_DOGSTATSD_PORT or 8125)
    --dry-run        print what would be sent`,

  doctor: `doctor      ask Datadog, read-only, whether the app's monitors work there: keys, metrics, tags,
              monitors, costs, traces; for each fault its cure. Needs DD_API_KEY and DD_APP_KEY;
              ends with 1 where there are faults, 3 where something could not be asked
    --app <file>     the app's module             (main.ts)
    --stack <name>   only this stack; repeatable  (all)
    --site <site>    Datadog site                 (DD_SITE, the app's, or datadoghq.com)
    --api-url <url>  instead of the site's API, such as a proxy
    --json           one JSON object instead of the report`,
} as const;

export type CommandName = keyof typeof COMMANDS;

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** The usage of one command, or of all. */
export function usage(command?: CommandName): string {
  const shown = command === undefined ? Object.values(COMMANDS) : [COMMANDS[command]];
  return ["datadog-llm <command>", ...shown.map((text) => `  ${text}`), ""].join("\n\n").trimEnd();
}
