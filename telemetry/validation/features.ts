import { isPlainNumber } from "../checks";
import type { Problems } from "../problems";
import type { FeatureDeclaration } from "../service";
import { TAGS } from "../tags";
import { namedEntries } from "./names";
import { checkedRecord, checkFlag, keysOf } from "./record";

const FEATURE_KEYS = keysOf<FeatureDeclaration>({
  userFacing: true,
  streaming: true,
  retrieval: true,
});
const RETRIEVAL_KEYS = keysOf<NonNullable<FeatureDeclaration["retrieval"]>>({
  topScoreFloor: true,
});

export function checkFeatures(problems: Problems, given: unknown): void {
  for (const [name, value] of namedEntries(problems, "features", TAGS.feature.metric, given)) {
    const path = `features.${name}`;
    const feature = checkedRecord(problems, path, value, FEATURE_KEYS);
    if (feature === undefined) continue;
    checkFlag(problems, `${path}.userFacing`, feature["userFacing"]);
    checkFlag(problems, `${path}.streaming`, feature["streaming"]);
    if (feature["retrieval"] === undefined) continue;
    checkRetrieval(problems, `${path}.retrieval`, feature["retrieval"]);
  }
}

function checkRetrieval(problems: Problems, path: string, given: unknown): void {
  const floor = checkedRecord(problems, path, given, RETRIEVAL_KEYS)?.["topScoreFloor"];
  if (floor === undefined) return;
  const allowed = "a number on your retriever's scale, up to a billion, with at most 6 decimals";
  problems.require(isPlainNumber(floor), `${path}.topScoreFloor`, floor, allowed);
}
