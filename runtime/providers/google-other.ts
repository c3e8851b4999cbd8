import type { ResponseFacts, ResponseReader } from "./reading/provider";
import { count, facts, list, own, shape, sum, type Shape } from "./reading/values";

/** Google's endpoints beside `generateContent`: vectors and images. */
export const googleOther: ResponseReader = {
  name: "google-other",

  readResponse(response) {
    const given = shape(response);
    if (given === undefined) return undefined;
    const images = list(own(given, "generatedImages"));
    if (images.length > 0) return { otherUnits: images.length, operation: "image" };
    return isVectors(given) ? vectorFacts(given) : undefined;
  },

  startStream: () => undefined,
};

function isVectors(given: Shape): boolean {
  const first = shape(list(own(given, "embeddings"))[0]);
  return first !== undefined && Array.isArray(first["values"]);
}

/** Only Vertex AI counts. */
function vectorFacts(given: Shape): ResponseFacts {
  const counted = list(given["embeddings"]).map((one) =>
    count(shape(shape(one)?.["statistics"])?.["tokenCount"]),
  );
  return facts({ inputTokens: sum(...counted), operation: "embeddings" });
}
