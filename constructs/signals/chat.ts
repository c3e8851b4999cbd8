import type { Operation } from "../../telemetry";

/**
 * Narrows to answers. Embeddings and searches are fast, hardly ever fail and outnumber the answers that
 * they stand behind: counted along, they hide that the answers got slow.
 */
export const CHAT = { operation: "chat" } as const satisfies { readonly operation: Operation };

/** The same in a search for spans. */
export const CHAT_SPANS = "operation_name:llm.request @llm.operation:chat";
