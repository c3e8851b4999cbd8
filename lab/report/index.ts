export { Report } from "./report";
export { writeReport, type ReportProps } from "./write-report";
