import type { LlmServiceInEnv } from "../../telemetry";
import { resourcesOf, type StackFile } from "../resources";
import { tagUses, type TagUse } from "./tag-uses";

/** A service, and who in its stack groups or filters by a tag. */
export interface ServiceUses {
  readonly service: LlmServiceInEnv;
  readonly usesOf: (tag: string) => readonly TagUse[];
}

/** Of a thousand services, few need their stack looked at: nothing is read before it is asked for. */
export function serviceUses(service: LlmServiceInEnv, stack: StackFile | undefined): ServiceUses {
  let uses: readonly TagUse[] | undefined;
  return {
    service,
    usesOf: (tag) => {
      if (!stack?.content.includes(tag)) return [];
      uses ??= tagUses(resourcesOf([stack]));
      return uses.filter((use) => use.tag === tag);
    },
  };
}
