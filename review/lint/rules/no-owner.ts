import { tag } from "../../identity";
import type { Rule } from "../rule";

export const noOwner: Rule = {
  id: "no-owner",
  what: "A monitor without a tag team:.",
  why: "Whoever is paged at night does not know whom to ask, and nobody cleans it up.",
  cure: "Tag it with team:<name>.",
  check: ({ resource, isPart }) =>
    isPart || tag(resource, "team") !== undefined ? [] : ["it carries no tag team:"],
};
