import { measureServices } from "../../lab/inputs/measured-service";
import { openPoints, readFile } from "../recorded-points";
import { UsageError } from "../usage-error";
import type { WatchedServices } from "./watched-services";

/**
 * The services with what a recording says of their requests.
 *
 * @throws UsageError where it has enough of none of them
 */
export function measuredFrom({ watched, notes }: WatchedServices, file: string): WatchedServices {
  const services = watched.map(({ service }) => service);
  const measured = readFile(file, () => measureServices(services, openPoints(file)));
  const said = measured.flatMap((one) => one.notes);
  if (measured.length > 0 && !measured.some(({ isMeasured }) => isMeasured)) {
    throw new UsageError(
      [`--traffic-from: no service can be measured by ${file}.`, ...said].join("\n"),
    );
  }
  return {
    watched: watched.map((one, index) => ({
      ...one,
      service: measured[index]?.service ?? one.service,
    })),
    notes: [...notes, ...said],
  };
}
