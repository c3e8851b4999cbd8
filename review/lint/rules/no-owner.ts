import { isFilledIn } from "../interpolations";
import { tag } from "../../identity";
import type { Resource } from "../../resources";
import type { Rule } from "../rule";

export const noOwner: Rule = {
  id: "no-owner",
  what: "A monitor without a tag team:.",
  why: "Whoever is paged at night does not know whom to ask, and nobody cleans it up.",
  cure: "Tag it with team:<name>.",
  check: ({ resource, isPart }) =>
    isPart || tag(resource, "team") !== undefined || hasUnknownTags(resource)
      ? []
      : ["it carries no tag team:"],
};

/** Whole tags that Terraform fills in may be the owner's. */
function hasUnknownTags({ attributes: { tags } }: Resource): boolean {
  const all = Array.isArray(tags) ? tags.map(String) : [typeof tags === "string" ? tags : ""];
  return all.some((one) => one.startsWith("$") && isFilledIn(one));
}
