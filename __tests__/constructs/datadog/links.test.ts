import { dashboardLink, tracesLink } from "../../../constructs/datadog/links";
import { releaseMarkSearch, spanScope } from "../../../constructs/datadog/dashboard";

const BEFORE = '{{eval "last_triggered_at_epoch-30*60*1000"}}';
const AFTER = '{{eval "last_triggered_at_epoch+30*60*1000"}}';

it("a dashboard's link has the alert's time, fixed values, and the group's where there is a variable", () => {
  const fixed = { env: "pré prod", model: "a&b" };
  expect(dashboardLink("https://x.example/@", "abc", fixed, ["tool", "prompt_name"])).toBe(
    `https://x.example/%40/dashboard/abc?from_ts=${BEFORE}&to_ts=${AFTER}&live=false` +
      `&tpl_var_env=pr%C3%A9%20prod&tpl_var_model=a%26b&tpl_var_prompt_name={{urlencode "prompt_name.name"}}`,
  );
});

it("a link to traces has the search, the group by its attributes, and the alert's time", () => {
  const groups = ["tool", "prompt_name"] as const;
  expect(tracesLink("https://x.example", "operation_name:a @b:>3", groups)).toBe(
    `https://x.example/apm/traces?query=operation_name%3Aa%20%40b%3A%3E3` +
      `%20%40tool.name%3A{{urlencode "tool.name"}}%20%40llm.prompt_name%3A{{urlencode "prompt_name.name"}}` +
      `&start=${BEFORE}&end=${AFTER}&paused=true`,
  );
});

it("a dashboard's variables search spans by their attributes, and releases by their tags", () => {
  expect(spanScope()).toBe(
    "env:$env.value service:$service.value @llm.feature:$feature.value @llm.provider:$provider.value @llm.model:$model.value @llm.prompt_name:$prompt_name.value @llm.prompt_version:$prompt_version.value",
  );
  expect(releaseMarkSearch()).toMatch(
    /^\S+ env:\$env\.value service:\$service\.value prompt_name:\$prompt_name\.value$/,
  );
});
