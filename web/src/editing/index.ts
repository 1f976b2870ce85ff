export { Conflict } from "./conflict.tsx";
export { Candidates, DuplicateHint } from "./duplicates.tsx";
export { InPlace } from "./in_place.tsx";
export { OwnFields } from "./own_fields.tsx";
export { RecordDialog } from "./record_dialog.tsx";
