import { QueryError } from "../../../../query";
import { text, type Json } from "../../json";
import type { DrawnKind } from "../known-keys";
import type { Drawn, WidgetContext } from "../context";
import { UnsupportedSearch } from "../span-search";
import { drawListStream } from "./list-stream";
import { drawManageStatus } from "./manage-status";
import { message } from "./message";
import { drawFreeText, drawNote } from "./note";
import { drawQueryTable } from "./query-table";
import { drawQueryValue } from "./query-value";
import { drawSlo, drawSloList } from "./slo";
import { drawTimeseries } from "./timeseries";
import { drawToplist } from "./toplist";
import { drawTreemap } from "./treemap";

type Draw = (definition: Json, context: WidgetContext) => Drawn;

/** One for each kind of `KNOWN_KEYS`, which says what of its definition is drawn. */
const KINDS: Readonly<Record<DrawnKind, Draw>> = {
  free_text: drawFreeText,
  list_stream: drawListStream,
  manage_status: drawManageStatus,
  note: drawNote,
  query_table: drawQueryTable,
  query_value: drawQueryValue,
  slo: drawSlo,
  slo_list: drawSloList,
  timeseries: drawTimeseries,
  toplist: drawToplist,
  treemap: drawTreemap,
};

function isDrawn(kind: string): kind is DrawnKind {
  return Object.hasOwn(KINDS, kind);
}

/** Draws a widget; or says by name what about it is not supported. */
export function drawWidget(definition: Json, context: WidgetContext): Drawn {
  const kind = text(definition["type"]);
  const draw = isDrawn(kind) ? KINDS[kind] : undefined;
  if (kind === "image" || kind === "iframe") {
    // An image may be its own address, and long.
    const address = text(definition["url"]).slice(0, 120);
    return { body: message("empty", "Not loaded", "The report fetches nothing.", address) };
  }
  if (!draw) {
    return {
      body: message("problem", "Not supported", `Widgets of type "${kind}" are not drawn.`),
    };
  }
  try {
    return draw(definition, context);
  } catch (error) {
    if (error instanceof QueryError) {
      const { reason, line, column, query } = error;
      return {
        body: message(
          "problem",
          "Not supported",
          `${reason} line ${line}, column ${column}.`,
          query,
        ),
      };
    }
    if (error instanceof UnsupportedSearch || error instanceof Error) {
      return { body: message("problem", "Not supported", error.message) };
    }
    throw error;
  }
}
