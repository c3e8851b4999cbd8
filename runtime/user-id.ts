import { createHmac } from "node:crypto";

/** 16 hexadecimal digits keep a billion users apart, and fit into a tag that people read. */
const HASH_LENGTH = 16;

/**
 * Hash of a user id for `userIdHash`. Keyed, because anyone can hash all ids of a small set and look
 * up which one it was; with the key they cannot.
 *
 * @param key Secret of the organisation; the same for all services whose traces are to be joined.
 * @throws TypeError where the key is empty.
 * @example llm.withPrompt({ …, userIdHash: hashUserId(process.env.USER_HASH_KEY, user.id) }, …)
 */
export function hashUserId(key: string, userId: string): string {
  if (key === "") throw new TypeError("hashUserId needs a key that is not empty.");
  return createHmac("sha256", key).update(userId).digest("hex").slice(0, HASH_LENGTH);
}
