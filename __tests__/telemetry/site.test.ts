import { checkSite, DATADOG_SITES, Problems, siteOfHost, type DatadogSite } from "../../telemetry";

function refusalOf(site: unknown): string {
  const problems = new Problems();
  checkSite(problems, "site", site);
  try {
    problems.throwIfAny("Stack");
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

describe("a Datadog site", () => {
  it("is one of Datadog's list, with the API below it and the addresses that people open", () => {
    const withApp = ["datadoghq.com", "datadoghq.eu", "ddog-gov.com"];
    for (const [site, { api, app }] of Object.entries(DATADOG_SITES)) {
      expect(refusalOf(site)).toBe("");
      expect(api).toBe(`https://api.${site}`);
      expect(app).toBe(`https://${withApp.includes(site) ? "app." : ""}${site}`);
    }
    expect(Object.keys(DATADOG_SITES)).toHaveLength(9);
  });

  it.each<[string, DatadogSite]>([
    ["EU1", "datadoghq.eu"],
    ["eu", "datadoghq.eu"],
    ["us1-fed", "ddog-gov.com"],
    ["app.datadoghq.eu", "datadoghq.eu"],
    ["https://api.us5.datadoghq.com", "us5.datadoghq.com"],
    ["datadogh.eu", "datadoghq.eu"],
    ["us3.datadoghq.co", "us3.datadoghq.com"],
  ])("is guessed from %s", (given, meant) => {
    expect(refusalOf(given)).toContain(`did you mean "${meant}"?`);
  });

  it.each([
    ["HTTPS://API.DATADOGHQ.EU:443/x?y#z", "datadoghq.eu"],
    ["us5.datadoghq.com", "us5.datadoghq.com"],
    ["x.https://datadoghq.eu", undefined],
    ["proxy.example/datadoghq.eu", undefined],
    ["notdatadoghq.eu", undefined],
  ])("is read from the host of %s", (address, site) => {
    expect(siteOfHost(address)).toBe(site);
  });

  it.each([["example.com"], [5], [{}], [""], ["constructor"]])(
    "is not guessed from %j",
    (given) => {
      expect(refusalOf(given)).toMatch(/\n {2}site: .*datadoghq\.eu/);
      expect(refusalOf(given)).not.toContain("did you mean");
    },
  );

  it.each<[string, DatadogSite | undefined]>([
    ["https://api.datadoghq.com/", "datadoghq.com"],
    ["us5.datadoghq.com", "us5.datadoghq.com"],
    ["HTTPS://API.US5.DATADOGHQ.COM:443/api", "us5.datadoghq.com"],
    ["acme.datadoghq.eu", "datadoghq.eu"],
    ["https://us2.ddog-gov.com", "us2.ddog-gov.com"],
    ["evildatadoghq.eu", undefined],
    ["https://proxy.example.com/datadoghq.eu", undefined],
    ["", undefined],
  ])("of the host %s is %s", (host, site) => {
    expect(siteOfHost(host)).toBe(site);
  });
});
