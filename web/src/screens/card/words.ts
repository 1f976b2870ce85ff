import { words } from "@/words/words.ts";
import { blocks } from "./words/blocks.ts";
import { dialogs } from "./words/dialogs.ts";
import { header } from "./words/header.ts";
import { naming } from "./words/naming.ts";
import { tabs } from "./words/tabs.ts";

export const w = words({ ...header, ...naming, ...blocks, ...tabs, ...dialogs });
