import { cliHelp } from "./cli-help";
import { callTable, page, typeSections } from "./render";
import { TypeReader, type DocumentedCall, type DocumentedType } from "./read-types";

/** A bridge's own types; those of the runtime are on its page. */
const bridge = (folder: string) => ({
  entry: `runtime/${folder}/index.ts`,
  wanted: (_name: string, file: string) => file.includes(`/runtime/${folder}/`),
  left: ["RegistryPromptName"],
});

/** What is public, by the module that a user imports. */
const MODULES = {
  constructs: {
    entry: "constructs/index.ts",
    wanted: (name: string) => /(Props|Settings|Receivers)$/.test(name),
    // Made by the constructs, and only handed on.
    left: ["AlertPlan", "DatadogResource"],
  },
  declaration: {
    entry: "telemetry/service.ts",
    wanted: (name: string) => /(Declaration|Release)$/.test(name),
    left: [],
  },
  runtime: {
    entry: "runtime/index.ts",
    // dd-trace's own types, as far as the runtime uses them.
    wanted: (_name: string, file: string) => !file.endsWith("/tracer.ts"),
    left: [
      "DatadogTracer",
      "DatadogSpan",
      "CallOptions",
      "RegistryPromptName",
      "WinstonLike",
      "ConsoleLike",
    ],
  },
  prompts: bridge("prompts"),
  "openai-agents": bridge("openai-agents"),
  langchain: bridge("langchain"),
  "ai-sdk": bridge("ai-sdk"),
  mcp: bridge("mcp"),
  testing: {
    entry: "runtime/testing/index.ts",
    wanted: (name: string) => name === "TestTelemetry",
    left: [],
  },
  lab: {
    entry: "lab/index.ts",
    wanted: (name: string) => /(Props|Options|Scenario|Watched)$/.test(name),
    left: ["Dashboard", "MonitorDefinition", "LocalAgent", "Run", "Recording"],
  },
} as const;

type ModuleName = keyof typeof MODULES;

/** Everything public of a module: what its reference page says, and what the tests hold it to. */
export interface PublicModule {
  readonly types: readonly DocumentedType[];
  readonly calls: readonly DocumentedCall[];
  readonly methods: readonly DocumentedCall[];
}

const BRIDGES = ["prompts", "openai-agents", "langchain", "ai-sdk", "mcp"] as const;

/** Reads all modules. It takes some seconds, most of them the compiler's. */
export function publicModules(): Readonly<Record<ModuleName, PublicModule>> {
  const entries = Object.values(MODULES).map(({ entry }) => entry);
  const reader = new TypeReader([...entries, "runtime/telemetry.ts"]);
  const modules = Object.entries(MODULES).map(([name, { entry, wanted, left }]) => [
    name,
    {
      types: reader.types(entry, wanted, left),
      calls: reader.calls(entry),
      methods: name === "runtime" ? reader.methods("runtime/telemetry.ts", "LlmTelemetry") : [],
    },
  ]);
  return Object.fromEntries(modules) as Record<ModuleName, PublicModule>;
}

/** Texts of the reference pages, by path. */
export function referencePages(modules = publicModules()): Record<string, string> {
  const { constructs, declaration, runtime, testing, lab } = modules;
  return {
    "docs/reference/constructs.md": page(
      "Constructs",
      "`datadog-llm/constructs`: from a [declaration](declaration.md) to Terraform.",
      "## Constructs and functions",
      callTable(constructs.calls),
      ...typeSections(constructs.types),
    ),
    "docs/reference/declaration.md": page(
      "Declaration",
      "`defineLlmService` of `datadog-llm/telemetry`: the service, declared once for the constructs and the application. Names are written as Datadog stores them: lower case, letters, digits and `_ - : . /`.",
      ...typeSections(declaration.types),
    ),
    "docs/reference/runtime.md": page(
      "Runtime",
      "`datadog-llm/runtime`: what a service calls. How to use it: [runtime](../runtime.md).",
      "## Methods of the telemetry",
      callTable(runtime.methods, "llm."),
      "## Functions",
      callTable(runtime.calls.filter(({ name }) => name !== "new LlmTelemetry")),
      ...typeSections(runtime.types),
      "## Unit tests",
      "`datadog-llm/runtime/testing`, without dd-trace and without an agent.",
      callTable(testing.calls),
      ...typeSections(testing.types),
    ),
    "docs/reference/bridges.md": page(
      "Bridges",
      "Entry points below `datadog-llm/runtime`. How to use them: [bridges](../bridges.md).",
      ...BRIDGES.flatMap((name) => [
        `## ${name}`,
        `\`datadog-llm/runtime/${name}\``,
        callTable(modules[name].calls),
        ...typeSections(modules[name].types),
      ]),
    ),
    "docs/reference/lab.md": page(
      "Lab",
      "`datadog-llm/lab`: incidents in your own tests. How to use it: [the lab](../lab.md).",
      "## Functions",
      callTable(lab.calls),
      ...typeSections(lab.types),
    ),
    "docs/reference/cli.md": cliPage(),
  };
}

function cliPage(): string {
  const { text, commands } = cliHelp();
  const own = [...commands].filter(([, help]) => !text.includes(help));
  const block = (help: string): string => `\`\`\`text\n${help}\n\`\`\``;
  return page(
    "Command line",
    "In a project that has the package: `npx datadog-llm <command>`. In parentheses: what holds without the option.",
    block(text),
    ...own.flatMap(([command, help]) => [`## ${command}`, block(help)]),
    "The exit code is 0 where all is well, 1 where a command found something wrong, and 2 where the command line is wrong.",
  );
}
