import { hashText, reasonText, spanText } from "../../../runtime/tags/text";
import { hashUserId } from "../../../runtime/user-id";

it.each([
  "The+patient+has+a+rash",
  "the_patient_asks_whether_this_is_normal_at_her_age",
  "please-write-an-answer-for-customer-nine-and-send-it",
  "summarise-one-complaint-about-late-delivery-and-then-propose-half-of-what-was-paid",
  "postgres://app:hunter2@db.internal/index",
  "https://0123456789abcdef@host/index",
  "jane.doe@example.com",
  "jane@mail.example.co.uk",
  "sk-proj-abcDEF123456789012345",
  "ghp_AAAAbbbbCCCCddddEEEEffff1",
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_DEF-123",
])("takes no sentence, address of somebody or key for a name: %s", (text) => {
  expect(spanText(text)).toBeUndefined();
});

it.each([
  "7c9e6679-7425-40de-944b-e07fc1f90ae7",
  "req_011CQwPHrjA7UqUx3fWz8nFh",
  "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-5-sonnet-20241022-v2:0",
  "claude-3-5-sonnet@20240620",
  "@acme/prompts",
  "C++/rag+rerank",
  "support_triage_and_summary_for_enterprise_customers_v2",
  "my_index",
  "https://search.internal:9200/help_center",
  "hf_inference_endpoint_index",
  "sk_support_triage_2026",
  "rnd_experiment_prompts_2026_q3",
  "how-to-reset-your-device-faq",
  "what_is_my_order_status_v2",
  "do_not_answer_your_own_questions_v2",
  "feature/what-if-my-branch-is-long",
  "customer-facing-answer-for-the-german-market-v7",
  "v1.2.3-rc.1+build.20261126.sha.5114f85",
])("takes %s for a name", (name) => {
  expect(spanText(name)).toBe(name);
});

it("takes for the hash of a user what a hash looks like, and no id in the clear", () => {
  const hashes = [
    hashUserId("key", "user-1"),
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
    "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg",
  ];
  expect(hashes.map(hashText)).toEqual(hashes);
  const ids = ["jane@example.com", "user-4711", "jane.doe", "Jane_Doe_of_the_Accounting_Team", 42];
  expect(ids.map(hashText)).toEqual(ids.map(() => undefined));
});

it("takes no id for the reason of an end", () => {
  expect(reasonText("max_output_tokens")).toBe("max_output_tokens");
  expect(reasonText("order_zq016x_of_jane")).toBeUndefined();
});
