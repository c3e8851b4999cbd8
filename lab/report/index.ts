export { Report } from "./report";
export { writeReport } from "./write-report";
