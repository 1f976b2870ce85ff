export { MailComposer } from "./composer.tsx";
export { MailFrame } from "./frame.tsx";
export { MailReader } from "./reader.tsx";
