/** Text that must never leave a process. */
export const CANARY = "canary prompt text";

export const SECRETS = [
  "sk-proj-canaryAAAABBBBCCCCDDDDEEEE",
  "canary.person@example.com",
  "4111 1111 1111 1111",
  "Bearer canaryTokenAAAABBBB",
];

export const EVERYTHING = [CANARY, ...SECRETS].join(" | ");
