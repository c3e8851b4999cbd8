import type { LlmServiceDeclaration } from "../../telemetry";
import { quietly } from "../bridge/open-runs";
import { read } from "../errors/inspect";
import type { LlmTelemetry } from "../telemetry";

/** What is used of a client of the Model Context Protocol. */
export interface McpClient {
  /** Calls a tool of the server. */
  callTool(params: { name: string }, ...rest: unknown[]): Promise<unknown>;
}

/**
 * A client's `callTool`, observed: the same results and errors, and a tool call for each. A result with
 * `isError`, which the model is to read, counts as a failure.
 *
 * @example
 * const callTool = mcpToolCaller(llm, client);
 * const result = await callTool({ name: "lookup_order", arguments: { id } });
 */
export function mcpToolCaller<S extends LlmServiceDeclaration, C extends McpClient>(
  llm: LlmTelemetry<S>,
  client: C,
): C["callTool"] {
  const callTool: McpClient["callTool"] = (params, ...rest) =>
    llm.tool({ name: read(params, "name") } as never, (tool) => {
      const result = client.callTool(params, ...rest);
      quietly(() => {
        void result.then(
          (answer) => {
            if (read(answer, "isError") === true) tool.set({ failed: true });
          },
          // The runtime hears of it from the result itself.
          () => undefined,
        );
      });
      return result;
    });
  return callTool;
}
