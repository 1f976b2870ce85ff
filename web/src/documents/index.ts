export { changed as documentsChanged, download } from "./actions.ts";
export { Documents } from "./documents.tsx";
export { DropZone, FileButton } from "./drop_zone.tsx";
export { asksFor, sendTo } from "./record_uploads.ts";
export { UploadDialog } from "./upload_dialog.tsx";
