export { setUpLines, Watch, type WatchProps } from "./watch";
export { serveWatch, type WatchServer } from "./watch-server";
