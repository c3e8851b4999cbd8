import { aiSdk } from "./ai-sdk";
import { anthropic } from "./anthropic";
import { bedrock } from "./bedrock";
import type { ClientCase } from "./client-case";
import { google } from "./google";
import { OPENAI_CASES } from "./openai";

export type { CallSettings, ClientCase } from "./client-case";

export const CLIENTS: readonly ClientCase[] = [...OPENAI_CASES, anthropic, bedrock, google, aiSdk];
