export { Composer } from "./composer.tsx";
export { kindIcon, kindName, useKinds } from "./kinds.ts";
export { ActivityLine, LinkTo, Moment, Visibility } from "./line.tsx";
export { RichText } from "./rich_text.tsx";
export { TaskTick } from "./tick.tsx";
