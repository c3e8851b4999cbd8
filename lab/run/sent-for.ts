import type { NotificationSent } from "./notifications";
import type { AlertOutcome } from "./outcome";

type Identity = Pick<AlertOutcome, "signal" | "key" | "group">;

/** The notifications of an alert for one group. */
export function sentFor(
  outcome: Identity,
  notifications: readonly NotificationSent[],
): NotificationSent[] {
  const wanted = identity(outcome);
  return notifications.filter((one) => identity(one) === wanted);
}

function identity({ signal, key, group }: Identity): string {
  return JSON.stringify([signal, key, group]);
}
