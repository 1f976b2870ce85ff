import { later } from "@/shell/later.tsx";
import type { Asked } from "./writing.ts";

/** Writing a mail is a file of its own, loaded when somebody does. */
export const MailComposer = later<Asked>(async () => ({ default: (await import("./composer.tsx")).MailComposer }));
