import { watchedServices } from "../cli/lab/watched-services";
import type { Watched } from "../lab";
import { app } from "../examples/main";

/** The example services, with the monitors that it synthesizes for them. */
export function exampleStacks(): Watched[] {
  return watchedServices(app, []);
}
