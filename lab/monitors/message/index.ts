export { messageContext, type ContextProps, type MemberState } from "./context";
export { receivers } from "./receivers";
export { renderMessage } from "./render";
export { parseTemplate, type TemplateNode } from "./template";
