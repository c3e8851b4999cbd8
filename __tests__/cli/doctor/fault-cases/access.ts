import type { FaultCase } from "./fault-case";

export const ACCESS: readonly FaultCase[] = [
  {
    fault: "api-key-refused",
    break: () => undefined,
    keys: { apiKey: "00000000000000000000000000000000" },
    found: /^datadoghq\.eu does not know the API key\.$/,
    cure: /DD_API_KEY to a key of datadoghq\.eu.*--site <site> or DD_SITE/,
  },
  {
    fault: "app-key-refused",
    break: () => undefined,
    keys: { appKey: "0000000000000000000000000000000000000000" },
    found: /does not accept the application key/,
    cure: /DD_APP_KEY to an application key of the same organisation/,
  },
  {
    fault: "other-site",
    break: () => undefined,
    keys: { site: "datadoghq.com" },
    found: /Deployed to datadoghq\.eu, and datadoghq\.com was asked/,
    cure: /npx datadog-llm doctor --site datadoghq\.eu --stack support-agent/,
  },
  {
    fault: "scope-missing",
    break: (state) => {
      state.scopes = ["user_app_keys", "monitors_read", "metrics_read", "timeseries_query"];
    },
    found: /lacks apm_retention_filter_read/,
    cure: /Add apm_retention_filter_read to the key's scopes/,
  },
];
