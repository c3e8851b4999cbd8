import { App } from "cdktf";
import { LlmServiceStack } from "../../constructs";
import { reportCost } from "../support/measure";
import { NOTIFY, services } from "./services";

/** The measured way: one `LlmServiceStack` per service. */
const [count, outdir] = process.argv.slice(2);

reportCost(() => {
  const app = new App({ outdir: outdir! });
  for (const service of services(Number(count))) {
    new LlmServiceStack(app, service.service, { service, notify: NOTIFY });
  }
  app.synth();
});
