import type { ClientRow } from "../row";
import { AGENTS_ROWS } from "./agents";
import { AI_SDK_ROWS } from "./ai-sdk";
import { ANTHROPIC_ROWS } from "./anthropic";
import { CLOUD_ROWS } from "./clouds";
import { COMPATIBLE_ROWS } from "./compatible";
import { LANGCHAIN_ROWS } from "./langchain";
import { OPENAI_ROWS } from "./openai";
import { OTHER_ROWS } from "./others";

export const ROWS: readonly ClientRow[] = [
  ...OPENAI_ROWS,
  ...COMPATIBLE_ROWS,
  ...ANTHROPIC_ROWS,
  ...CLOUD_ROWS,
  ...AI_SDK_ROWS,
  ...LANGCHAIN_ROWS,
  ...AGENTS_ROWS,
  ...OTHER_ROWS,
];
