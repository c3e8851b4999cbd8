export { setUpLines, Watch } from "./watch";
export { serveWatch, type WatchServer } from "./watch-server";
